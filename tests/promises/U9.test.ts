import { usesPermitted } from '../support/bounded.ts'

usesPermitted('U9', [
  {
    activity: 'crime-prevention',
    category: 'anti-social-behaviour',
    role: 'anti-social-behaviour-officer',
    basis: 'legitimate-interests',
    notFor: 'housing-officer',
    given: ['assessment-in-date'],
  },
  {
    activity: 'fraud-checks',
    category: 'applications',
    role: 'fraud-investigator',
    basis: 'legitimate-interests',
    notFor: 'housing-officer',
    given: ['assessment-in-date'],
  },
])

import { usesPermitted } from '../support/bounded.ts'

usesPermitted('CC1', [
  {
    activity: 'letting',
    category: 'criminal-convictions',
    role: 'lettings-officer',
    basis: 'contract',
    notFor: 'income-officer',
    act: 'collect',
  },
  {
    activity: 'crime-prevention',
    category: 'criminal-convictions',
    role: 'anti-social-behaviour-officer',
    basis: 'legitimate-interests',
    notFor: 'fraud-investigator',
    given: ['assessment-in-date', 'special-category-reason'],
  },
])

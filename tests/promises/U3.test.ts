import { usesPermitted } from '../support/bounded.ts'

usesPermitted('U3', [
  {
    activity: 'move-notifications',
    category: 'meter-readings',
    role: 'housing-officer',
    basis: 'legitimate-interests',
    notFor: 'income-officer',
    given: ['assessment-in-date'],
  },
])

import { usesPermitted } from '../support/bounded.ts'

usesPermitted('U6', [
  {
    activity: 'support-and-wellbeing',
    category: 'support-needs',
    role: 'support-worker',
    basis: 'legitimate-interests',
    notFor: 'income-officer',
    given: ['assessment-in-date', 'special-category-reason'],
  },
  {
    activity: 'support-signposting',
    category: 'support-needs',
    role: 'support-worker',
    basis: 'legitimate-interests',
    notFor: 'receptionist',
    given: ['assessment-in-date', 'special-category-reason'],
  },
])

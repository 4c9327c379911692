import { usesPermitted } from '../support/bounded.ts'

usesPermitted('U8', [
  {
    activity: 'research',
    category: 'research-feedback',
    role: 'research-analyst',
    basis: 'legitimate-interests',
    notFor: 'housing-officer',
    given: ['assessment-in-date'],
  },
  {
    activity: 'research',
    category: 'research-feedback',
    role: 'team-leader',
    basis: 'legitimate-interests',
    notFor: 'income-officer',
    given: ['assessment-in-date', 'nobody-identifiable'],
  },
])

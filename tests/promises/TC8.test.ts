import { usesPermitted } from '../support/bounded.ts'

usesPermitted('TC8', [
  {
    activity: 'call-quality',
    category: 'call-recordings',
    role: 'team-leader',
    basis: 'legitimate-interests',
    notFor: 'customer-service-adviser',
    given: ['assessment-in-date', 'private-setting'],
  },
  {
    activity: 'call-quality',
    category: 'call-recordings',
    role: 'senior-manager',
    basis: 'legitimate-interests',
    notFor: 'housing-officer',
    given: ['assessment-in-date', 'private-setting'],
  },
])

import { usesPermitted } from '../support/bounded.ts'

usesPermitted('TC6', [
  {
    activity: 'call-quality',
    category: 'call-recordings',
    role: 'team-leader',
    basis: 'legitimate-interests',
    notFor: 'customer-service-adviser',
    given: ['assessment-in-date', 'private-setting'],
  },
  {
    activity: 'complaints-handling',
    category: 'call-recordings',
    role: 'complaints-officer',
    basis: 'legal-obligation',
    notFor: 'housing-officer',
    given: ['private-setting'],
  },
  {
    activity: 'legal-claims',
    category: 'call-recordings',
    role: 'solicitor',
    basis: 'legitimate-interests',
    notFor: 'complaints-officer',
    given: ['assessment-in-date', 'private-setting'],
  },
])

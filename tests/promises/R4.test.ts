import { sharingsPermitted } from '../support/bounded.ts'

sharingsPermitted('R4', [
  {
    activity: 'legal-claims',
    category: 'rent-account',
    recipient: 'legal-agent',
    basis: 'legitimate-interests',
    notFor: 'utility-company',
    given: ['assessment-in-date', 'instruction-in-force'],
  },
  {
    activity: 'selling',
    category: 'applications',
    recipient: 'legal-agent',
    basis: 'contract',
    notFor: 'police',
    given: ['instruction-in-force'],
  },
])

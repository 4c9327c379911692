import { sharingsPermitted } from '../support/bounded.ts'

sharingsPermitted('R8', [
  {
    activity: 'regulatory-requirements',
    category: 'rent-account',
    recipient: 'regulator',
    basis: 'legal-obligation',
    notFor: 'private-landlord',
    given: ['legal-reference'],
  },
  {
    activity: 'health-and-safety',
    category: 'repairs',
    recipient: 'health-and-safety-executive',
    basis: 'legal-obligation',
    notFor: 'utility-company',
    given: ['legal-reference'],
  },
  {
    activity: 'regulatory-requirements',
    category: 'complaints',
    recipient: 'information-commissioner',
    basis: 'legal-obligation',
    notFor: 'police',
    given: ['legal-reference'],
  },
])

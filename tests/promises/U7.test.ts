import { usesPermitted } from '../support/bounded.ts'

usesPermitted('U7', [
  {
    activity: 'regulatory-requirements',
    category: 'rent-account',
    role: 'senior-manager',
    basis: 'legal-obligation',
    notFor: 'income-officer',
  },
  {
    activity: 'complaints-handling',
    category: 'complaints',
    role: 'complaints-officer',
    basis: 'legal-obligation',
    notFor: 'income-officer',
  },
])

import { usesPermitted } from '../support/bounded.ts'

usesPermitted('SC7', [
  {
    activity: 'safeguarding',
    category: 'health',
    role: 'safeguarding-lead',
    basis: 'legal-obligation',
    notFor: 'income-officer',
    given: ['special-category-reason'],
  },
  {
    activity: 'health-and-safety',
    category: 'disability',
    role: 'housing-officer',
    basis: 'legal-obligation',
    notFor: 'income-officer',
    given: ['special-category-reason'],
  },
])

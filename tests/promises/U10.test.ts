import { usesPermitted } from '../support/bounded.ts'

usesPermitted('U10', [
  {
    activity: 'equality-monitoring',
    category: 'ethnic-origin',
    role: 'equality-analyst',
    basis: 'legal-obligation',
    notFor: 'housing-officer',
    given: ['nobody-identifiable', 'special-category-reason'],
  },
])

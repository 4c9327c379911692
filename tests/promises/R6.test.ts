import { sharingsPermitted } from '../support/bounded.ts'

sharingsPermitted('R6', [
  { activity: 'letting', category: 'tenure', recipient: 'social-landlord', basis: 'contract', notFor: 'council-tax' },
  { activity: 'letting', category: 'tenure', recipient: 'private-landlord', basis: 'contract', notFor: 'utility-company' },
])

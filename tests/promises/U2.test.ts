import { usesPermitted } from '../support/bounded.ts'

usesPermitted('U2', [
  { activity: 'rent-collection', category: 'rent-account', role: 'income-officer', basis: 'contract', notFor: 'repairs-planner' },
  { activity: 'housing-benefit', category: 'rent-account', role: 'income-officer', basis: 'contract', notFor: 'lettings-officer' },
  { activity: 'service-charges', category: 'rent-account', role: 'income-officer', basis: 'contract', notFor: 'support-worker' },
])

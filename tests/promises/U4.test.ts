import { usesPermitted } from '../support/bounded.ts'

usesPermitted('U4', [
  { activity: 'debt-recovery', category: 'rent-account', role: 'income-officer', basis: 'contract', notFor: 'housing-officer' },
  { activity: 'debt-recovery', category: 'rent-account', role: 'solicitor', basis: 'contract', notFor: 'support-worker' },
])

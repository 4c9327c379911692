import { usesPermitted } from '../support/bounded.ts'

usesPermitted('U5', [
  { activity: 'repairs', category: 'repairs', role: 'repairs-planner', basis: 'contract', notFor: 'income-officer' },
  { activity: 'health-and-safety', category: 'repairs', role: 'repairs-planner', basis: 'legal-obligation', notFor: 'income-officer' },
])

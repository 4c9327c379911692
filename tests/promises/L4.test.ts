import { usesPermitted } from '../support/bounded.ts'

usesPermitted('L4', [
  { activity: 'rent-collection', category: 'payment-arrangements', role: 'income-officer', basis: 'contract', notFor: 'marketing-officer' },
  { activity: 'repairs', category: 'repairs', role: 'repairs-planner', basis: 'contract', notFor: 'sales-adviser' },
  { activity: 'tenancy-management', category: 'household', role: 'housing-officer', basis: 'contract', notFor: 'receptionist' },
  {
    activity: 'anti-social-behaviour',
    category: 'tenure',
    role: 'anti-social-behaviour-officer',
    basis: 'contract',
    notFor: 'receptionist',
  },
])

import { usesPermitted } from '../support/bounded.ts'

usesPermitted('U1', [
  { activity: 'letting', category: 'applications', role: 'lettings-officer', basis: 'contract', notFor: 'income-officer' },
  { activity: 'selling', category: 'applications', role: 'sales-adviser', basis: 'contract', notFor: 'repairs-planner' },
  {
    activity: 'anti-social-behaviour',
    category: 'anti-social-behaviour',
    role: 'anti-social-behaviour-officer',
    basis: 'contract',
    notFor: 'income-officer',
  },
  { activity: 'tenancy-management', category: 'tenure', role: 'housing-officer', basis: 'contract', notFor: 'marketing-officer' },
])

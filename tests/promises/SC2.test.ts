import { sharingsPermitted } from '../support/bounded.ts'

sharingsPermitted('SC2', [
  {
    activity: 'support-and-wellbeing',
    category: 'support-needs',
    recipient: 'support-agency',
    basis: 'legitimate-interests',
    notFor: 'private-landlord',
    given: ['assessment-in-date'],
  },
  {
    activity: 'safeguarding',
    category: 'disability',
    recipient: 'local-authority',
    basis: 'public-interest',
    notFor: 'private-landlord',
  },
])

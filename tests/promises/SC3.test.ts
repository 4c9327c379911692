import { sharingsPermitted } from '../support/bounded.ts'

sharingsPermitted('SC3', [
  { activity: 'safeguarding', category: 'health', recipient: 'local-authority', basis: 'public-interest', notFor: 'private-landlord' },
  {
    activity: 'safeguarding',
    category: 'health',
    recipient: 'police',
    basis: 'public-interest',
    notFor: 'utility-company',
    given: ['written-request'],
  },
  {
    activity: 'support-and-wellbeing',
    category: 'health',
    recipient: 'health-care',
    basis: 'legitimate-interests',
    notFor: 'court',
    given: ['assessment-in-date'],
  },
])

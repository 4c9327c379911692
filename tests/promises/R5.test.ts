import { sharingsPermitted } from '../support/bounded.ts'

sharingsPermitted('R5', [
  {
    activity: 'research',
    category: 'contact-details',
    recipient: 'service-agent',
    basis: 'legitimate-interests',
    notFor: 'council-tax',
    given: ['assessment-in-date', 'agreement-in-force', 'instruction-in-force'],
  },
  {
    activity: 'rent-collection',
    category: 'contact-details',
    recipient: 'service-agent',
    basis: 'contract',
    notFor: 'private-landlord',
    given: ['agreement-in-force', 'instruction-in-force'],
  },
])

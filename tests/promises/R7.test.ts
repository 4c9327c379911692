import { sharingsPermitted } from '../support/bounded.ts'

sharingsPermitted('R7', [
  {
    activity: 'housing-benefit',
    category: 'rent-account',
    recipient: 'housing-benefit-office',
    basis: 'contract',
    notFor: 'utility-company',
    given: ['agreement-in-force'],
  },
  {
    activity: 'move-notifications',
    category: 'tenure',
    recipient: 'council-tax',
    basis: 'legitimate-interests',
    notFor: 'police',
    given: ['assessment-in-date', 'agreement-in-force'],
  },
])

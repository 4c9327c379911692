import type { Clause } from '#notice/ledger.ts'
import { closed, done, held, heldByFives, type Keeping, none, only, onlyTo, part, published, share, use, whole } from '../keeping.ts'
import { assessments, consents, tenancies } from '../tallies.ts'

const supporting = ['support-and-wellbeing', 'support-signposting', 'tenancy-sustainment'] as const
/** The assessment is in date, a reason was given, and it is written down why the person was not asked. */
const supported = ['assessment-in-date', 'special-category-reason', 'reason-without-consent'] as const

/** The lawful basis for use, and how data is used. */
export const basesAndUses = {
  L1: whole(),
  L2: whole({ count: published(({ activities }) => activities.length, 'use with its basis', 'uses, each with its basis,') }),
  L3: whole({
    count: published(
      ({ activities }) => activities.filter(({ basis }) => basis !== 'public-task').length,
      'use without public task',
      'uses without public task',
    ),
  }),
  L4: part('Rent accounts and tenancies are here. Repairs and anti-social behaviour have no records yet.', {
    probes: [
      ...only(use('rent-collection', 'payment-arrangements', 'income-officer', 'contract'), 'marketing-officer'),
      ...only(use('repairs', 'repairs', 'repairs-planner', 'contract'), 'sales-adviser'),
      ...only(use('tenancy-management', 'household', 'housing-officer', 'contract'), 'receptionist'),
      ...only(use('anti-social-behaviour', 'tenure', 'anti-social-behaviour-officer', 'contract'), 'receptionist'),
    ],
    count: heldByFives({ type: ['tenure', 'rent-account'] }, 'tenancy or rent account', 'tenancies and rent accounts'),
  }),
  L5: whole({
    count: assessments,
  }),
  L6: whole({
    probes: onlyTo(share('emergency', 'contact-details', 'emergency-services', 'vital-interests', ['emergency-declared']), 'police'),
    count: done({ basis: 'vital-interests' }, 'use or refusal on vital interests', 'uses or refusals on vital interests'),
  }),
  L7: whole({
    probes: [
      ...onlyTo(share('legal-claims', 'tenure', 'court', 'legal-obligation', ['legal-reference']), 'contractor'),
      ...onlyTo(share('ombudsman-scheme', 'contact-log', 'housing-ombudsman', 'legal-obligation', ['legal-reference']), 'police'),
    ],
    count: done({ act: 'share', basis: 'legal-obligation' }, 'decision to share what law requires', 'decisions to share what law requires'),
  }),
  L8: part(
    'Where something is shared, somebody is asked and their answer noted. No page asks otherwise, offers “prefer not to say”, or takes a consent back.',
    {
      count: consents,
    },
  ),
  U1: part('Tenancies are here. Letting, selling and anti-social behaviour are not recorded yet.', {
    probes: [
      ...only(use('letting', 'applications', 'lettings-officer', 'contract'), 'income-officer'),
      ...only(use('selling', 'applications', 'sales-adviser', 'contract'), 'repairs-planner'),
      ...only(use('anti-social-behaviour', 'anti-social-behaviour', 'anti-social-behaviour-officer', 'contract'), 'income-officer'),
      ...only(use('tenancy-management', 'tenure', 'housing-officer', 'contract'), 'marketing-officer'),
    ],
    count: tenancies,
  }),
  U2: part('Accounts are shown with their charges, payments and balance. Housing benefit and service charges are not told apart yet.', {
    probes: [
      ...only(use('rent-collection', 'rent-account', 'income-officer', 'contract'), 'repairs-planner'),
      ...only(use('housing-benefit', 'rent-account', 'income-officer', 'contract'), 'lettings-officer'),
      ...only(use('service-charges', 'rent-account', 'income-officer', 'contract'), 'support-worker'),
    ],
    count: held({ type: 'rent-entry' }, 'charge or payment', 'charges and payments'),
  }),
  U3: none('Nobody can tell a council or a utility company of a move yet.', {
    probes: [
      ...only(
        use('move-notifications', 'meter-readings', 'housing-officer', 'legitimate-interests', ['assessment-in-date']),
        'income-officer',
      ),
    ],
    count: done({ activity: 'move-notifications' }, 'act about a move', 'acts about moves'),
  }),
  U4: part('What is owed is seen. Arrangements to pay and recharges are not followed here yet.', {
    probes: [
      ...only(use('debt-recovery', 'rent-account', 'income-officer', 'contract'), 'housing-officer'),
      ...only(use('debt-recovery', 'rent-account', 'solicitor', 'contract'), 'support-worker'),
    ],
    count: done({ kind: 'read', activity: 'debt-recovery' }, 'look to recover a debt', 'looks to recover a debt'),
  }),
  U5: none('Repairs are recorded nowhere yet.', {
    probes: [
      ...only(use('repairs', 'repairs', 'repairs-planner', 'contract'), 'income-officer'),
      ...only(use('health-and-safety', 'repairs', 'repairs-planner', 'legal-obligation'), 'income-officer'),
    ],
    count: done({ kind: 'opening', activity: 'repairs' }, 'record opened for a repair', 'records opened for repairs'),
  }),
  U6: part(
    'Needs are held as the housing system has them, and somebody is referred for them. They cannot be noted or acted on as an adjustment here yet.',
    {
      probes: [
        use('support-and-wellbeing', 'support-needs', 'support-worker', 'legitimate-interests', supported),
        closed('support-and-wellbeing', 'support-needs', 'income-officer', supported),
        use('support-signposting', 'support-needs', 'support-worker', 'legitimate-interests', supported),
        closed('support-signposting', 'support-needs', 'receptionist', supported),
      ],
      count: done({ kind: 'read', activity: supporting }, 'look to support somebody', 'looks to support somebody'),
    },
  ),
  U7: none('No return to a regulator can be made yet.', {
    probes: [
      ...only(use('regulatory-requirements', 'rent-account', 'senior-manager', 'legal-obligation'), 'income-officer'),
      ...only(use('complaints-handling', 'complaints', 'complaints-officer', 'legal-obligation'), 'income-officer'),
    ],
    count: done({ kind: 'read', activity: 'regulatory-requirements' }, 'look for a regulator', 'looks for a regulator'),
  }),
  U8: none('Nobody can be asked in customer research yet.', {
    probes: [
      ...only(use('research', 'research-feedback', 'research-analyst', 'legitimate-interests', ['assessment-in-date']), 'housing-officer'),
      ...only(
        use('research', 'research-feedback', 'team-leader', 'legitimate-interests', ['assessment-in-date', 'nobody-identifiable']),
        'income-officer',
      ),
    ],
    count: done({ activity: 'research' }, 'act of customer research', 'acts of customer research'),
  }),
  U9: part('The police are answered on record, in an enquiry into fraud too. The enquiry itself has no record yet.', {
    probes: [
      ...only(
        use('crime-prevention', 'anti-social-behaviour', 'anti-social-behaviour-officer', 'legitimate-interests', ['assessment-in-date']),
        'housing-officer',
      ),
      ...only(use('fraud-checks', 'applications', 'fraud-investigator', 'legitimate-interests', ['assessment-in-date']), 'housing-officer'),
    ],
    count: done(
      { act: 'share', activity: ['crime-prevention', 'fraud-checks', 'anti-social-behaviour'] },
      'decision to share against crime',
      'decisions to share against crime',
    ),
  }),
  U10: none('Equality answers are collected nowhere yet.', {
    count: done({ activity: 'equality-monitoring' }, 'act of equality monitoring', 'acts of equality monitoring'),
    probes: [
      use('equality-monitoring', 'ethnic-origin', 'equality-analyst', 'legal-obligation', [
        'nobody-identifiable',
        'special-category-reason',
      ]),
      closed('equality-monitoring', 'ethnic-origin', 'housing-officer', ['nobody-identifiable', 'special-category-reason']),
    ],
  }),
} as const satisfies Partial<Record<Clause, Keeping>>

import type { Clause } from '#notice/ledger.ts'
import { criminalCategories, specialCategories } from '#notice/vocabulary.ts'
import {
  both,
  closed,
  closedToAllBut,
  done,
  held,
  heldByFives,
  type Keeping,
  kept,
  none,
  only,
  onlyTo,
  part,
  published,
  share,
  use,
  whole,
} from '../keeping.ts'
import { cameras, consentsFor, objectionsTo, placements } from '../tallies.ts'

/** The person is at risk, and it is recorded why they were not asked. */
const atRisk = ['person-at-risk', 'reason-without-consent'] as const
const supporting = ['support-and-wellbeing', 'support-signposting', 'tenancy-sustainment', 'safeguarding'] as const
const reason = ['special-category-reason'] as const

/** Special categories, convictions, photographs, cameras and marketing. */
export const specialAndMedia = {
  SC1: whole({
    count: published(
      ({ categories }) => categories.filter(({ id }) => specialCategories.some((each) => each === id)).length,
      'special category',
      'special categories',
    ),
  }),
  SC2: whole({
    probes: [
      ...onlyTo(
        share('support-and-wellbeing', 'support-needs', 'support-agency', 'legitimate-interests', ['assessment-in-date', ...atRisk]),
        'private-landlord',
      ),
      ...onlyTo(share('safeguarding', 'disability', 'local-authority', 'public-interest', atRisk), 'private-landlord'),
    ],
    count: done(
      { act: 'share', activity: supporting },
      'decision whether support may have something',
      'decisions whether support may have something',
    ),
  }),
  SC3: whole({
    probes: [
      ...onlyTo(share('safeguarding', 'health', 'local-authority', 'public-interest', atRisk), 'private-landlord'),
      ...onlyTo(share('safeguarding', 'health', 'police', 'public-interest', ['written-request', ...atRisk]), 'utility-company'),
      ...onlyTo(
        share('support-and-wellbeing', 'health', 'health-care', 'legitimate-interests', ['assessment-in-date', ...atRisk]),
        'court',
      ),
    ],
  }),
  SC4: none('Statistics of equality answers are made nowhere yet.', {
    count: done({ activity: 'equality-monitoring', act: 'share' }, 'statistic given', 'statistics given'),
  }),
  SC5: whole({
    probes: specialCategories.map((category) => closedToAllBut([], category, ['identity-verified', 'assessment-in-date'])),
    count: done({ kind: 'read', sensitivity: 'special' }, 'look at special category information', 'looks at special category information'),
  }),
  SC6: whole({
    count: published(
      ({ activities }) => activities.filter(({ conditions }) => Object.keys(conditions).length > 0).length,
      'use with its condition',
      'uses, each with its condition,',
    ),
  }),
  SC7: part('Needs are opened for somebody’s safety with a reason on record. That somebody cannot consent is recorded nowhere yet.', {
    probes: [
      ...only(use('safeguarding', 'health', 'safeguarding-lead', 'legal-obligation', [...reason, ...atRisk]), 'income-officer'),
      ...only(use('health-and-safety', 'disability', 'housing-officer', 'legal-obligation', reason), 'income-officer'),
    ],
    count: done(
      { kind: 'read', activity: ['safeguarding', 'health-and-safety'] },
      'look for somebody’s safety',
      'looks for somebody’s safety',
    ),
  }),
  SC8: part(
    'What was shared is in the copy that somebody asks for, and a letter can tell them of it. Customers have no view of their own yet, and nobody tells them of a first use.',
  ),
  CC1: none('Convictions are recorded nowhere yet.', {
    count: done({ crime: 'criminal' }, 'decision about convictions', 'decisions about convictions'),
    probes: [
      ...only(
        use('letting', 'criminal-convictions', 'lettings-officer', 'contract', ['reason-without-consent'], 'collect'),
        'income-officer',
      ),
      use('crime-prevention', 'criminal-convictions', 'anti-social-behaviour-officer', 'legitimate-interests', [
        ...(['assessment-in-date', 'reason-without-consent'] as const),
        ...reason,
      ]),
      closed('crime-prevention', 'criminal-convictions', 'fraud-investigator', ['assessment-in-date', 'reason-without-consent', ...reason]),
    ],
  }),
  CC2: none('Convictions and allegations are recorded nowhere yet.', {
    count: published(
      ({ activities }) => activities.filter(({ conditions }) => criminalCategories.some((each) => each in conditions)).length,
      'use of data about crime with its condition',
      'uses of data about crime, each with its condition,',
    ),
  }),
  PH1: whole({ count: placements }),
  PH2: whole({ count: held({ type: 'pictured-person' }, 'person in a picture', 'people in pictures') }),
  PH3: whole({ count: heldByFives({ type: 'picture' }, 'picture', 'pictures') }),
  PH4: whole({
    count: placements,
  }),
  CV1: whole({ count: cameras }),
  CV2: whole({ probes: [kept('cctv-footage', 'cctv', 'P3M')] }),
  CV3: whole({
    probes: [
      use('cctv', 'cctv-footage', 'cctv-operator', 'legitimate-interests', ['assessment-in-date']),
      use('cctv', 'cctv-footage', 'anti-social-behaviour-officer', 'legitimate-interests', ['assessment-in-date']),
      ...only(use('cctv', 'cctv-footage', 'senior-manager', 'legitimate-interests', ['assessment-in-date']), 'housing-officer'),
      closed('cctv', 'cctv-footage', 'customer-service-adviser', ['assessment-in-date']),
      closed('cctv', 'cctv-footage', 'system-administrator', ['assessment-in-date']),
    ],
    count: done({ activity: 'cctv', kind: 'read', type: 'footage' }, 'look at footage', 'looks at footage'),
  }),
  CV4: whole({
    probes: [
      ...onlyTo(share('cctv', 'cctv-footage', 'police', 'legitimate-interests', ['assessment-in-date', 'written-request']), 'contractor'),
      share('crime-prevention', 'cctv-footage', 'police', 'legitimate-interests', ['assessment-in-date', 'written-request']),
    ],
    count: held({ type: 'disclosure' }, 'clip prepared for a request', 'clips prepared for requests'),
  }),
  CV5: whole({
    probes: onlyTo(
      share('rights-requests', 'cctv-footage', 'the-person', 'legal-obligation', ['identity-verified', 'nobody-identifiable']),
      'representative',
    ),
    count: done(
      { kind: 'read', activity: 'rights-requests', type: 'footage' },
      'search of footage for a copy',
      'searches of footage for a copy',
    ),
  }),
  MK1: none('Interest in a property is recorded nowhere yet.', {
    count: held({ activity: 'marketing' }, 'item collected for news of homes', 'items collected for news of homes'),
  }),
  MK2: none('Nobody can ask for news of an area yet.', {
    count: consentsFor('marketing', 'consents to news of homes'),
  }),
  MK3: none('Nothing is sent to anybody about properties yet.', {
    count: done({ activity: 'marketing', act: ['use', 'share'] }, 'use for news of homes', 'uses for news of homes'),
  }),
  MK4: part('No message about homes is sent from here yet, so none carries a link that stops it.', {
    probes: [
      use('marketing', 'consents', 'sales-adviser', 'consent', [], 'collect'),
      closed('marketing', 'contact-details', 'marketing-officer', ['consent', 'interest-in-property', 'objection'], 'use'),
    ],
    count: both(
      objectionsTo('marketing', 'objections to news of homes'),
      done({ activity: 'marketing', outcome: 'refused' }, 'use for news of homes refused', 'uses for news of homes refused'),
    ),
  }),
} as const satisfies Partial<Record<Clause, Keeping>>

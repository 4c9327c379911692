import type { Clause } from '#notice/ledger.ts'
import type { Circumstance } from '#notice/vocabulary.ts'
import { closed, closedToAllBut, done, held, heldByFives, type Keeping, kept, none, only, part, published, use, whole } from '../keeping.ts'
import { acts, said, sentences } from '../said.ts'
import { extracts, holds } from '../tallies.ts'

const alone = ['assessment-in-date', 'private-setting'] as const
/** All that could open a recording to somebody, and that it is on hold. */
const heldLonger: readonly Circumstance[] = [...alone, 'on-hold', 'identity-verified', 'consent', 'own-voice', 'special-category-reason']

/** How many checks of who somebody is there were, and how many of them failed. */
const identityChecks: Keeping['count'] = (from) => {
  const check = { kind: 'decision', activity: 'identity-verification' } as const
  const checks = done(check, 'check of who somebody is', 'checks of who somebody is')(from)
  return {
    ...checks,
    says:
      checks.seen === 0
        ? checks.says
        : sentences([checks.says, said`Failed: ${acts(from.counted.done({ ...check, outcome: 'failed' }), '', '')}.`]),
  }
}

/** Security, retention, the website, telephone calls, what is sent in, and visits to offices. */
export const securityAndCalls = {
  SE1: part(
    'Encryption, privileges and sealed records run and are checked daily. Who owns the other measures, and when they were checked, is recorded nowhere yet.',
  ),
  SE2: whole({
    probes: [
      use('contact-handling', 'rent-account', 'customer-service-adviser', 'contract', ['identity-verified']),
      use('contact-handling', 'contact-details', 'customer-service-adviser', 'contract', ['identity-verified'], 'collect'),
    ],
    count: identityChecks,
  }),
  RT1: whole(),
  // A ground that cites no law or regulation is on the landlord's list: `notice check --review` (`#notice/unmet-grounds.ts`).
  RT2: whole({
    count: published(({ retention }) => retention.length, 'period with its ground', 'periods, each with its ground,'),
  }),
  WB1: none('There are no analytics, and so no choice about them, yet.', {
    count: held({ activity: 'website-analytics' }, 'visit counted', 'visits counted'),
  }),
  WB2: none('Nobody can find their housing officer by a postcode yet.', {
    count: done({ activity: 'housing-officer-lookup' }, 'search for a housing officer', 'searches for a housing officer'),
  }),
  WB3: none('Nothing of others is embedded, and no warning of it exists yet.', {
    uncounted: 'A fact of these pages: no page embeds anything of others, so there is nothing to count.',
  }),
  WB4: none('Nothing is said yet when somebody leaves for another site.', {
    uncounted: 'A fact of the text: nobody is followed to other sites, so there is nothing to count.',
  }),
  TC1: whole({
    probes: [use('contact-handling', 'calling-line-identity', 'customer-service-adviser', 'contract')],
    count: done({ kind: 'search', activity: 'contact-handling' }, 'search for a caller', 'searches for callers'),
  }),
  TC2: part('Calls come in with their sound. For a call without a recording no reason is stated yet.', {
    count: heldByFives({ type: ['call-recording', 'unlinked-call'] }, 'call recording', 'call recordings'),
  }),
  TC3: whole({ probes: [kept('call-recordings', 'call-recording', 'P90D')] }),
  TC4: whole({
    probes: [closedToAllBut(['senior-manager'], 'call-recordings', heldLonger)],
    count: holds,
  }),
  TC5: whole({ count: heldByFives({ type: 'call-recording' }, 'call with its route', 'calls, each with its route,') }),
  TC6: whole({
    probes: [
      ...only(use('call-quality', 'call-recordings', 'team-leader', 'legitimate-interests', alone), 'customer-service-adviser'),
      ...only(
        use('complaints-handling', 'call-recordings', 'complaints-officer', 'legal-obligation', ['private-setting']),
        'housing-officer',
      ),
      ...only(use('legal-claims', 'call-recordings', 'solicitor', 'legitimate-interests', alone), 'complaints-officer'),
    ],
    count: done({ kind: 'read', type: 'call-recording' }, 'look at a call recording', 'looks at call recordings'),
  }),
  TC7: whole({
    probes: [
      use('call-training', 'call-recordings', 'team-leader', 'legitimate-interests', ['assessment-in-date', 'consent'], 'use'),
      use('call-training', 'call-recordings', 'team-leader', 'legitimate-interests', ['assessment-in-date', 'nobody-identifiable'], 'use'),
      closed('call-training', 'call-recordings', 'team-leader', alone, 'use'),
      closed('call-training', 'call-recordings', 'customer-service-adviser', [...alone, 'own-voice', 'consent'], 'use'),
    ],
    count: extracts,
  }),
  TC8: whole({
    probes: [
      use('call-quality', 'call-recordings', 'team-leader', 'legitimate-interests', alone),
      ...only(use('call-quality', 'call-recordings', 'senior-manager', 'legitimate-interests', alone), 'housing-officer'),
    ],
    count: done({ kind: 'read', activity: 'call-quality' }, 'look to check quality', 'looks to check quality'),
  }),
  TC9: whole({ count: done({ kind: 'opening', activity: 'call-quality' }, 'opening to listen', 'openings to listen') }),
  EM1: none('What is sent by e-mail or social media does not come in yet.', {
    count: heldByFives({ source: 'website' }, 'item that was sent in on the website', 'items that were sent in on the website'),
  }),
  EM2: none('E-mails are copied into the contact log by hand, outside this system.', {
    count: heldByFives({ type: 'contact-log', source: 'website' }, 'contact from the website', 'contacts from the website'),
  }),
  OF1: whole({
    probes: [
      use('visitor-safety', 'visits', 'receptionist', 'legal-obligation'),
      ...only(use('visitor-safety', 'visits', 'fire-warden', 'legal-obligation', ['emergency-declared']), 'team-leader'),
      kept('visits', 'visitor-safety', 'P90D'),
    ],
  }),
  OF2: whole({ probes: [kept('cctv-footage', 'cctv', 'P3M')] }),
} as const satisfies Partial<Record<Clause, Keeping>>

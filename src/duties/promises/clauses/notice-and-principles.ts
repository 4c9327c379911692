import type { Clause } from '#notice/ledger.ts'
import type { UseProbe } from '#notice/probe.ts'
import type { Activity, Category, Relationship } from '#notice/vocabulary.ts'
import { decisionsFor, done, heldByFives, type Keeping, part, published, use, whole } from '../keeping.ts'
import { messages, systems } from '../tallies.ts'

/** Somebody without an agreement is served, on a weighed interest, and never on a contract that they do not have (W1). */
function servedWithoutAgreement(activity: Activity, category: Category, relationship: Relationship): readonly UseProbe[] {
  const role = 'customer-service-adviser'
  const served = { ...use(activity, category, role, 'legitimate-interests', ['assessment-in-date'], 'collect'), relationship }
  return [served, { ...served, basis: 'contract', expect: 'refused' }]
}

/** The notice itself, its principles, and why data is collected. */
export const noticeAndPrinciples = {
  N1: whole({
    count: published(({ activities }) => activities.length, 'use is published and enforced', 'uses are published and enforced'),
  }),
  N2: whole({ count: published(({ relationships }) => relationships.length, 'relationship', 'relationships') }),
  N3: part('The shorter notices are published. Accounts, which will link to them, do not exist yet.', {
    count: published(({ layers }) => layers.length, 'shorter notice', 'shorter notices'),
  }),
  N4: whole({ probes: [use('notice-changes', 'contact-details', 'data-protection-officer', 'consent', ['consent'], 'use')] }),
  N5: whole({ count: messages }),
  N6: whole({ count: messages }),
  T1: whole({ count: systems }),
  P1: part('Every use passes one decision. The words of the notice are not yet tested with readers.', {
    count: done({ outcome: ['permitted', 'refused', 'needs-consent'] }, 'decision is on record', 'decisions are on record'),
  }),
  P2: whole({
    count: heldByFives({}, 'item knows what it was collected for: one is', 'items, each with the activity it was collected for, are'),
  }),
  P3: whole({ count: published(({ categories }) => categories.length, 'kind of information', 'kinds of information') }),
  P4: part(
    'Colleagues correct contact details and settle what two systems say. Customers cannot correct anything themselves, and nobody who got a wrong value is told.',
    {
      count: done({ kind: 'change', act: 'collect', type: 'contact-detail' }, 'change of a contact detail', 'changes of contact details'),
    },
  ),
  P5: whole(),
  P6: part(
    'What the software does runs and is checked daily. Who owns the other measures, and when they were checked, is recorded nowhere yet.',
    {
      count: done({ kind: 'sign-in', act: 'sign-in', outcome: 'done' }, 'sign-in of a colleague', 'sign-ins of colleagues'),
    },
  ),
  W1: whole({
    probes: [
      use('contact-handling', 'contact-log', 'customer-service-adviser', 'contract', [], 'collect'),
      ...(['caller', 'neighbour', 'visitor', 'applicant'] as const).flatMap((relationship) =>
        servedWithoutAgreement('contact-handling', 'contact-log', relationship),
      ),
    ],
    count: done({ kind: 'opening', activity: 'contact-handling' }, 'record opened to serve somebody', 'records opened to serve somebody'),
  }),
  W2: whole({
    count: decisionsFor(['regulator', 'housing-ombudsman'], 'a regulator or the Ombudsman'),
  }),
} as const satisfies Partial<Record<Clause, Keeping>>

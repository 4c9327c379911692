import type { NotPermitted } from '#decisions/decision.ts'
import { type Answer, type Refused, refusedBy } from '#decisions/done-or-refused.ts'
import type { EvidenceEntry } from '#evidence/entry.ts'
import type { GateDeps } from '#gate/deps.ts'
import type { Colleague } from '#gate/judge.ts'
import type { Edition } from '#notice/edition.ts'
import { grantsOf } from '#notice/grants-of.ts'
import { confirmShown, type Guarded } from './guarded-sweep.ts'

/** What reviews and confirmations are done for. */
export const decidingActivity = 'rights-requests'

/** Whether the edition lets one of the colleague's roles see anything for a right: what waits is told to them by its id, and each item is decided by itself. */
export function decidesReviews(edition: Edition, { roles }: Colleague): boolean {
  return grantsOf(edition, decidingActivity, 'view', roles).length > 0
}

/** In which of their roles a colleague of the data protection team decides. */
export function decidingRole({ roles }: Colleague): string | null {
  return roles.find((each) => each === 'data-protection-officer') ?? roles[0] ?? null
}

type Deps = Pick<GateDeps, 'inForce' | 'record'>

/** Null where the colleague may decide; else the refusal, which is on record. */
export async function mayNotDecide(deps: Deps, colleague: Colleague, act: 'view' | 'confirm'): Promise<Refused | null> {
  if (decidesReviews(deps.inForce().released.edition, colleague)) return null
  await deps.record([
    { ...entryOf(deps, colleague, 'refusal', act), reasons: refusal.reasons.map(({ code }) => code), clauses: refusal.clauses },
  ])
  return refusedBy(refusal)
}

const refusal: NotPermitted = { outcome: 'refused', reasons: [{ code: 'role-not-in-activity' }], clauses: ['R1'] }

/** Confirms one wait, as a colleague was shown it: `shown` items were to be deleted (P5, RT1). */
export async function confirmAsColleague(
  deps: Guarded & Deps,
  colleague: Colleague,
  { wait, shown }: { readonly wait: string; readonly shown: number },
): Promise<Answer<unknown, 'grown' | 'nothing-waits'>> {
  const refused = await mayNotDecide(deps, colleague, 'confirm')
  const by = { actor: `colleague:${colleague.id}`, role: decidingRole(colleague) }
  return refused ?? confirmShown(deps, { waits: [wait], shown, by })
}

const outcomes = { read: 'permitted', erasure: 'done', refusal: 'refused' } as const

/** The evidence of a look at what waits, of a deletion, or of a refusal of either. */
export function entryOf(
  deps: Pick<Deps, 'inForce'>,
  colleague: Colleague,
  kind: keyof typeof outcomes,
  act: 'view' | 'delete' | 'confirm',
): EvidenceEntry {
  return {
    kind,
    actor: `colleague:${colleague.id}`,
    role: decidingRole(colleague),
    activity: decidingActivity,
    act,
    subject: null,
    recordType: null,
    categories: [],
    outcome: outcomes[kind],
    reasons: [],
    basis: kind === 'refusal' ? null : 'legal-obligation',
    clauses: ['RT1', 'P5'],
    edition: deps.inForce().released.hash,
    opening: null,
    detail: {},
  }
}

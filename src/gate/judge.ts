import type { Decision, NotPermitted, Request } from '#decisions/decision.ts'
import { type Refused, refusedBy } from '#decisions/done-or-refused.ts'
import type { EvidenceEntry, EvidenceKind } from '#evidence/entry.ts'
import type { ReleasedEdition } from '#notice/edition.ts'
import type { Activity, Category, Circumstance, Relationship, Role } from '#notice/vocabulary.ts'
import { isUuid } from '#shared/uuid.ts'
import { type Doing, untilChecked } from './in-contact.ts'
import type { OpeningReason } from './opening-reason.ts'

/** A colleague as the sign-in names them. `id` is pseudonymous: the only thing of them that evidence keeps. */
export type Colleague = { readonly id: string; readonly name: string; readonly team: string; readonly roles: readonly Role[] }

/** All that anybody's word can stand for: a reason written, being alone, papers seen. What is a matter of record is read from there. */
export type Vouched = 'special-category-reason' | 'private-setting' | 'identity-verified'

export type AccessRequest<A extends Activity = Activity> = {
  readonly activity: A
  readonly person: string
  readonly because: OpeningReason
  /** What the door vouches for beyond what is on file; on record with the answer. */
  readonly vouched?: readonly Vouched[]
  /** The colleague's standing opening this belongs to, when there is one. */
  readonly opening?: string
}

/** Who asks, for what, about whom, under which edition, with which facts: all that an answer depends on. */
export type AccessContext = {
  readonly colleague: Colleague
  readonly asked: AccessRequest
  readonly released: ReleasedEdition
  readonly decide: (request: Request) => Decision
  readonly relationships: readonly Relationship[]
  readonly circumstances: ReadonlySet<Circumstance>
}

/** An answer and the role it was given to. */
export type Judgement = { readonly decision: Decision; readonly role: Role | null }

/**
 * One question about one category, asked in each role the colleague holds and each relationship the person has: a decision uses the
 * one whose activity is named. Refused in all of them: the answer that came closest.
 */
export function judge(access: AccessContext, doing: Doing, category: Category): Judgement {
  const { asked, circumstances } = access
  const contact = { ...asked, edition: access.released.edition, circumstances }
  let closest: { decision: NotPermitted; role: Role } | undefined
  for (const role of access.colleague.roles) {
    for (const relationship of access.relationships) {
      const act = doing === 'change' ? 'collect' : doing
      const request: Request = { who: { role }, act, activity: asked.activity, categories: [category], relationship, circumstances }
      const decision = untilChecked(access.decide(request), contact, doing, category)
      if (decision.outcome === 'permitted') return { decision, role }
      if (closest === undefined || isCloser(decision, closest.decision)) closest = { decision, role }
    }
  }
  return closest ?? { decision: { outcome: 'refused', reasons: [{ code: 'role-not-in-activity', category }], clauses: ['R1'] }, role: null }
}

/** A refusal that rests on an entry (it names a basis) tells more than one where nothing entitles; of two such, the one that lacks less. */
function isCloser(one: NotPermitted, other: NotPermitted): boolean {
  return one.basis !== undefined && (other.basis === undefined || one.reasons.length < other.reasons.length)
}

/**
 * Permitted where some category of the activity is open to the colleague, in the role it is open to, or will be once the person has
 * shown who they are: the check is made from the open record, and what they say is noted there. Else the refusal that came closest.
 */
export function judgeOpening(unchecked: AccessContext): Judgement {
  const circumstances = new Set<Circumstance>([...unchecked.circumstances, 'identity-verified'])
  const access: AccessContext = { ...unchecked, circumstances }
  const activity = access.released.edition.activities.find((entry) => entry.id === access.asked.activity)
  let closest: Judgement | undefined
  for (const category of activity?.categories ?? []) {
    const judgement = judge(access, 'view', category)
    const { decision } = judgement
    if (decision.outcome === 'permitted') return judgement
    if (closest === undefined || closest.decision.outcome === 'permitted' || isCloser(decision, closest.decision)) closest = judgement
  }
  return closest ?? { decision: { outcome: 'refused', reasons: [{ code: 'activity-unknown' }], clauses: ['L1'] }, role: null }
}

/** Somebody who is not on file is refused like anything else unknown: the answer must not depend on guessing ids. */
export function refusedOpening(access: AccessContext, why: Judgement | 'unknown-person'): { refused: Refused; entry: EvidenceEntry } {
  const judgement: Judgement = why === 'unknown-person' ? { decision: unknownPerson, role: null } : why
  const refusal = judgement.decision.outcome === 'permitted' ? unknownPerson : judgement.decision
  return { refused: refusedBy(refusal), entry: entryOf(access, 'refusal', 'view', judgement, null, []) }
}

const unknownPerson: NotPermitted = { outcome: 'refused', reasons: [{ code: 'unknown-word' }], clauses: ['P1'] }

/** The record of an answer: who, what, whose, under which edition, why. Ids only. */
export function entryOf(
  access: AccessContext,
  kind: EvidenceKind,
  act: 'view' | 'use' | 'collect' | 'share',
  judgement: Judgement,
  recordType: string | null,
  categories: readonly Category[],
): EvidenceEntry {
  const { colleague, asked, released } = access
  const { decision, role } = judgement
  const permitted = decision.outcome === 'permitted'
  return {
    kind: permitted ? kind : 'refusal',
    actor: `colleague:${colleague.id}`,
    role: role ?? colleague.roles[0] ?? null,
    activity: asked.activity,
    act,
    // What is no id is nobody's, and may be anybody's words.
    subject: isUuid(asked.person) ? asked.person : null,
    recordType,
    categories,
    outcome: decision.outcome,
    reasons: permitted ? [] : decision.reasons.map((reason) => reason.code),
    basis: decision.basis ?? null,
    clauses: decision.clauses,
    edition: released.hash,
    opening: asked.opening ?? null,
    detail: { because: asked.because, ...(asked.vouched === undefined || asked.vouched.length === 0 ? {} : { vouched: asked.vouched }) },
  }
}

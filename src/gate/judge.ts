import type { Decision, NotPermitted, Request } from '#decisions/decision.ts'
import { type Refused, refusedBy } from '#decisions/done-or-refused.ts'
import type { EvidenceDetail, EvidenceEntry, EvidenceKind } from '#evidence/entry.ts'
import { basesOfUse } from '#notice/basis-for.ts'
import type { ReleasedEdition } from '#notice/edition.ts'
import type { Activity, Category, Circumstance, Relationship, Role } from '#notice/vocabulary.ts'
import { isUuid } from '#shared/uuid.ts'
import { type Doing, untilChecked } from './in-contact.ts'
import type { OpeningReason } from './opening-reason.ts'
import { otherPurpose, serves } from './purpose.ts'
import type { RecordType } from './record-type.ts'

/** A signed-in colleague. `id` is pseudonymous, and the only thing about them that evidence stores. */
export type Colleague = { readonly id: string; readonly name: string; readonly team: string; readonly roles: readonly Role[] }

/**
 * All that a colleague can vouch for: that a reason was given, that nobody else is present, that papers were seen, that somebody is at risk, and that
 * they were not asked for a reason that is written down. All other facts are read from the records.
 */
export type Vouched =
  | 'special-category-reason'
  | 'private-setting'
  | 'identity-verified'
  | 'person-at-risk'
  | 'reason-without-consent'
  | 'emergency-declared'
  | 'incapable-of-consent'

export type AccessRequest<A extends Activity = Activity> = {
  readonly activity: A
  readonly person: string
  readonly because: OpeningReason
  /** What the colleague vouches for, beyond what is on file. Recorded with the answer. */
  readonly vouched?: readonly Vouched[]
  /** To use what is there without showing it to the colleague: permitted by what they may use, instead of by what they may view. */
  readonly toUse?: true
  /** The colleague's current opening that this belongs to, if there is one. */
  readonly opening?: string
}

/** A part of the system that acts where no colleague does, and what evidence says about it besides. */
export type SystemActor = { readonly name: 'website' | 'kiosk' | 'badge' | 'notice'; readonly detail?: EvidenceDetail }

/** Who asks, for what, about whom, under which edition, with which facts: all that an answer depends on. */
export type AccessContext = {
  readonly colleague: Colleague
  /** Given where it is the system that acts, with the roles of `colleague`. */
  readonly system?: SystemActor
  readonly asked: AccessRequest
  readonly released: ReleasedEdition
  readonly decide: (request: Request) => Decision
  readonly relationships: readonly Relationship[]
  readonly circumstances: ReadonlySet<Circumstance>
  /** Given where the answer is about several people, of whom each may be something else to the landlord. */
  readonly crowd?: true
}

/** An answer and the role it was given to. */
export type Judgement = { readonly decision: Decision; readonly role: Role | null }

/**
 * Decides about one category, in each role that the colleague has and each relationship that the person has to the landlord. One permission
 * is enough. If all are refused, the answer is the refusal that came closest to a permission.
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

/**
 * The same for items of a record type. Where it serves other activities alone, no role and no circumstance helps (P2). Where each item is
 * somebody's own choice to answer, that is their consent to it.
 */
export function judgeFor(access: AccessContext, doing: Doing, type: RecordType, category: Category): Judgement {
  if (!serves(type, access.asked.activity)) return { decision: otherPurpose, role: null }
  if (type.writtenOnSharing === true && (doing === 'collect' || doing === 'change')) return { decision: writtenOnSharing, role: null }
  const chosen = type.ownChoice === true ? { circumstances: new Set<Circumstance>([...access.circumstances, 'consent']) } : {}
  return judge({ ...access, ...chosen }, doing, category)
}

/** A line of the ledger is written as something is shared, and by nobody. */
const writtenOnSharing: NotPermitted = { outcome: 'refused', reasons: [{ code: 'act-not-for-colleague' }], clauses: ['B1'] }

function openingAct({ asked }: AccessContext): 'view' | 'use' {
  return asked.toUse === true ? 'use' : 'view'
}

/** A refusal that names a basis (so some entry matched) tells more than one without. Of two that do, the one that lacks less is closer. */
function isCloser(one: NotPermitted, other: NotPermitted): boolean {
  return one.basis !== undefined && (other.basis === undefined || one.reasons.length < other.reasons.length)
}

/**
 * Permitted if some category of the activity is open to the colleague, now or after the person's identity is checked: the check itself is
 * made from the open record. Otherwise the refusal that came closest.
 */
export function judgeOpening(unchecked: AccessContext): Judgement {
  const circumstances = new Set<Circumstance>([...unchecked.circumstances, 'identity-verified'])
  const access: AccessContext = { ...unchecked, circumstances }
  const activity = access.released.edition.activities.find((entry) => entry.id === access.asked.activity)
  let closest: Judgement | undefined
  for (const category of activity?.categories ?? []) {
    const judgement = judge(access, openingAct(access), category)
    const { decision } = judgement
    if (decision.outcome === 'permitted') return judgement
    if (closest === undefined || closest.decision.outcome === 'permitted' || isCloser(decision, closest.decision)) closest = judgement
  }
  return closest ?? { decision: { outcome: 'refused', reasons: [{ code: 'activity-unknown' }], clauses: ['L1'] }, role: null }
}

/** Somebody who is not on file is refused like anything else unknown, so that guessing ids tells nothing. */
export function refusedOpening(access: AccessContext, why: Judgement | 'unknown-person'): { refused: Refused; entry: EvidenceEntry } {
  const judgement: Judgement = why === 'unknown-person' ? { decision: unknownPerson, role: null } : why
  const refusal = judgement.decision.outcome === 'permitted' ? unknownPerson : judgement.decision
  return { refused: refusedBy(refusal), entry: entryOf(access, 'refusal', openingAct(access), judgement, null, []) }
}

const unknownPerson: NotPermitted = { outcome: 'refused', reasons: [{ code: 'unknown-word' }], clauses: ['P1'] }

/**
 * What evidence calls the basis of an answer about several people where the activity rests on one for some of them and on another for others: each
 * person's own is not looked up for it, and the first would be true of some only.
 */
const severalBases = 'several'

function basisOf({ crowd, released, asked }: AccessContext, { basis }: Decision): string | null {
  const activity = released.edition.activities.find(({ id }) => id === asked.activity)
  if (basis === undefined || crowd === undefined || activity === undefined) return basis ?? null
  return basesOfUse(activity).length > 1 ? severalBases : basis
}

/** The record of an answer: who, what, whose, under which edition, why. Ids only. */
export function entryOf(
  access: AccessContext,
  kind: EvidenceKind,
  act: 'view' | 'use' | 'collect' | 'share',
  judgement: Judgement,
  recordType: string | null,
  categories: readonly Category[],
): EvidenceEntry {
  const { colleague, system, asked, released } = access
  const { decision, role } = judgement
  const permitted = decision.outcome === 'permitted'
  const { vouched = [] } = asked
  return {
    kind: permitted ? kind : 'refusal',
    actor: system === undefined ? `colleague:${colleague.id}` : `system:${system.name}`,
    role: system === undefined ? (role ?? colleague.roles[0] ?? null) : null,
    activity: asked.activity,
    act,
    // Anything that is not an id could be somebody's words, so it is not recorded.
    subject: isUuid(asked.person) ? asked.person : null,
    recordType,
    categories,
    outcome: decision.outcome,
    reasons: permitted ? [] : decision.reasons.map((reason) => reason.code),
    basis: basisOf(access, decision),
    clauses: decision.clauses,
    edition: released.hash,
    opening: asked.opening ?? null,
    detail: { because: asked.because, ...(vouched.length === 0 ? {} : { vouched }), ...system?.detail },
  }
}

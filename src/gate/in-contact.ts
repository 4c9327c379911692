import type { Decision, Reason } from '#decisions/decision.ts'
import type { Edition } from '#notice/edition.ts'
import type { Category, Circumstance } from '#notice/vocabulary.ts'
import type { OpeningReason } from './opening-reason.ts'

/** What is done. `change`: putting right, erasing or dating what is held, which whoever may collect may do. */
export type Doing = 'view' | 'use' | 'collect' | 'change'

export type Contact = {
  readonly because: OpeningReason
  readonly activity: string
  readonly edition: Pick<Edition, 'activities'>
  readonly circumstances: ReadonlySet<Circumstance>
}

/** Somebody is there who says that they are the person. */
const contacts: ReadonlySet<OpeningReason> = new Set(['call', 'visit'])

/** What a caller says is noted; not what would let them pass for the person later: a password, or a number to be called back on. */
const waysIn: ReadonlySet<Category> = new Set(['contact-details', 'identity-secrets'])

const lacksCheck: Reason = { code: 'lacks-identity-verified' }

/**
 * SE2: while somebody is in contact, nothing about the person is viewed, used, put right or erased until they have shown who they are.
 * An ordinary refusal: where an entry would have permitted it, or lacks something else besides. Where nothing entitles, that is told alone.
 */
export function untilChecked(decision: Decision, contact: Contact, doing: Doing, category: Category): Decision {
  if (!waitsForCheck(contact, doing, category)) return decision
  if (decision.outcome === 'permitted') return { ...decision, outcome: 'refused', reasons: [lacksCheck], clauses: ['SE2'] }
  if (decision.basis === undefined || decision.reasons.some(({ code }) => code === lacksCheck.code)) return decision
  // Of the circumstances it is the first that is told (#decisions/reason-order.ts).
  return {
    ...decision,
    outcome: 'refused',
    reasons: [lacksCheck, ...decision.reasons],
    clauses: [...new Set(['SE2', ...decision.clauses])],
  }
}

function waitsForCheck({ because, activity, edition, circumstances }: Contact, doing: Doing, category: Category): boolean {
  if (!contacts.has(because) || circumstances.has('identity-verified')) return false
  if (doing === 'change') return true
  if (rulesTheCheck(edition, activity)) return false
  if (doing === 'collect') return waysIn.has(category)
  // What they say is held against what is stored, and the right answer is shown to nobody before.
  return doing === 'view' || activity !== 'identity-verification'
}

/** Whether the notice itself says what of the activity is open before the check, and what after it. */
function rulesTheCheck(edition: Pick<Edition, 'activities'>, activity: string): boolean {
  const grants = edition.activities.find((entry) => entry.id === activity)?.colleagues ?? []
  return grants.some((grant) => grant.needs.some((need) => need.anyOf.includes('identity-verified')))
}

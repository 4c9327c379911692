import type { Decision, Reason } from '#decisions/decision.ts'
import type { Edition } from '#notice/edition.ts'
import type { Category, Circumstance } from '#notice/vocabulary.ts'
import type { OpeningReason } from './opening-reason.ts'

/** What is done. `change`: correcting, erasing or dating an item, which needs the permission to collect. */
export type Doing = 'view' | 'use' | 'collect' | 'change'

export type Contact = {
  readonly because: OpeningReason
  readonly activity: string
  readonly edition: Pick<Edition, 'activities'>
  readonly circumstances: ReadonlySet<Circumstance>
}

/** Reasons that mean that somebody who says they are the person is present. */
const contacts: ReadonlySet<OpeningReason> = new Set(['call', 'visit'])

/**
 * While unchecked, a caller may add details, but none by which they could pass for the person later: a password, or a number to call back.
 */
const waysIn: ReadonlySet<Category> = new Set(['contact-details', 'identity-secrets'])

const lacksCheck: Reason = { code: 'lacks-identity-verified' }

/**
 * SE2: while somebody is in contact, nothing about the person is viewed, used, corrected or erased until their identity is checked. The
 * answer is an ordinary refusal, given where the notice would otherwise permit it or where something else is missing too. Where the notice
 * gives no permission at all, the refusal says only that.
 */
export function untilChecked(decision: Decision, contact: Contact, doing: Doing, category: Category): Decision {
  if (!waitsForCheck(contact, doing, category)) return decision
  if (decision.outcome === 'permitted') return { ...decision, outcome: 'refused', reasons: [lacksCheck], clauses: ['SE2'] }
  if (decision.basis === undefined || decision.reasons.some(({ code }) => code === lacksCheck.code)) return decision
  // This one is reported before the other missing circumstances (#decisions/reason-order.ts).
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
  // The check compares what the caller says with what is stored, and shows the right answer to nobody.
  return doing === 'view' || activity !== 'identity-verification'
}

/** Whether the notice itself says which part of the activity is open before the check and which after it. */
function rulesTheCheck(edition: Pick<Edition, 'activities'>, activity: string): boolean {
  const grants = edition.activities.find((entry) => entry.id === activity)?.colleagues ?? []
  return grants.some((grant) => grant.needs.some((need) => need.anyOf.includes('identity-verified')))
}

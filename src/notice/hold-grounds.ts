import type { Edition, RetentionRule } from './edition.ts'
import { retentionRuleFor } from './retention-of.ts'
import type { ExceptionGround } from './vocabulary.ts'

/** The grounds on which TC4 itself lets a recorded call be kept longer. */
const ofTheClause = ['abusive-call', 'complaint'] as const

export type CallGround = (typeof ofTheClause)[number] | ExceptionGround
export type Exception = NonNullable<RetentionRule['exceptions']>[number]

/** The exceptions that an edition publishes for recorded calls (TC4). */
export function callExceptions(edition: Pick<Edition, 'retention'>): readonly Exception[] {
  return retentionRuleFor(edition, 'call-recordings', 'call-recording')?.exceptions ?? []
}

/** The grounds on which an edition lets a recorded call be kept past its period: the clause's own, and the exceptions published beside it. */
export function callGrounds(edition: Pick<Edition, 'retention' | 'clauses'>): readonly CallGround[] {
  return [...(clausesOfExceptions(edition).length === 0 ? [] : ofTheClause), ...callExceptions(edition).map(({ ground }) => ground)]
}

/** The clauses of an edition beside which its exceptions are published: TC4, and those of the landlord's own that it is the rule of. */
export function clausesOfExceptions(edition: Pick<Edition, 'clauses'>): readonly string[] {
  return edition.clauses.filter(({ id, rule }) => id === 'TC4' || rule === 'TC4').map(({ id }) => id)
}

import type { Clause } from '#notice/ledger.ts'
import { basesAndUses } from './clauses/bases-and-uses.ts'
import { dataAndSources } from './clauses/data-and-sources.ts'
import { noticeAndPrinciples } from './clauses/notice-and-principles.ts'
import { securityAndCalls } from './clauses/security-and-calls.ts'
import { sharing } from './clauses/sharing.ts'
import { specialAndMedia } from './clauses/special-and-media.ts'
import type { Keeping } from './keeping.ts'

/** How the software keeps each clause of the ledger. A clause that is forgotten does not compile. */
const everyKeeping: Readonly<Record<Clause, Keeping>> = {
  ...noticeAndPrinciples,
  ...dataAndSources,
  ...basesAndUses,
  ...sharing,
  ...specialAndMedia,
  ...securityAndCalls,
}

const byClause: ReadonlyMap<string, Keeping> = new Map(Object.entries(everyKeeping))

/** The clauses of which an edition is asked questions. */
export const probedClauses: readonly string[] = [...byClause].flatMap(([clause, { probes }]) => (probes.length > 0 ? [clause] : []))

const own: Keeping = {
  extent: 'none',
  lacks: 'The software has no rule for this clause yet.',
  probes: [],
  count: null,
  uncounted: 'The software has no rule for this clause, and so counts nothing of it.',
}

/** How a clause of an edition is kept. One of the landlord's own is kept as its `rule` is, and asks its own probes besides. */
export function keepingOf(clause: {
  readonly id: string
  readonly rule?: string | undefined
  readonly figure?: string | undefined
  readonly probes?: Keeping['probes'] | undefined
}): Keeping {
  const kept = byClause.get(clause.id) ?? byClause.get(clause.rule ?? '') ?? own
  const figure = clause.figure === undefined ? kept : byClause.get(clause.figure)
  const { count = null, uncounted = null } = figure ?? {}
  return { ...kept, probes: [...kept.probes, ...(clause.probes ?? [])], count, uncounted }
}

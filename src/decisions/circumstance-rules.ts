import type { Circumstance } from '#notice/vocabulary.ts'
import { Fault } from '#shared/fault.ts'
import type { Reason } from './decision.ts'
import type { Entry } from './entry.ts'
import { appliesTo, type Needed, type Requirement } from './requirement.ts'

/** A reason with the clauses behind it. */
export type Told = { readonly reason: Reason; readonly clauses: readonly string[] }

/** What an entry asks of the circumstances: the landlord's own first, then what the law asks of its kind. */
export type Asks = {
  readonly needs: readonly (Needed & { readonly clauses: readonly string[] })[]
  readonly stops: readonly { readonly by: Circumstance; readonly clauses: readonly string[] }[]
}

export function asksOf(entry: Entry, requirements: readonly Requirement[]): Asks {
  const applying = requirements.filter((requirement) => appliesTo(requirement, entry.subject))
  return {
    needs: [
      ...entry.needs.map((need) => ({ ...need, clauses: entry.clauses })),
      ...applying.flatMap((each) => ('needs' in each ? [{ ...each.needs, clauses: [each.clause] }] : [])),
    ],
    stops: [
      ...entry.stops.map((by) => ({ by, clauses: entry.clauses })),
      ...applying.flatMap((each) => ('stops' in each ? [{ by: each.stops, clauses: [each.clause] }] : [])),
    ],
  }
}

/** The circumstances an entry reads. No other one affects its answer. */
export function circumstancesRead({ needs, stops }: Asks): ReadonlySet<Circumstance> {
  return new Set([
    ...needs.flatMap((need) => [...need.anyOf, ...(need.when === undefined ? [] : [need.when])]),
    ...stops.map((stop) => stop.by),
  ])
}

/** Why the circumstances do not allow what the entry would: first everything that is lacking, then everything that stops it. */
export function circumstanceReasonsFor({ needs, stops }: Asks, circumstances: ReadonlySet<Circumstance>): readonly Told[] {
  return [
    ...needs.filter((need) => isLacking(need, circumstances)).map((need) => ({ reason: lacks(need), clauses: need.clauses })),
    ...stops.filter((stop) => circumstances.has(stop.by)).map((stop) => ({ reason: stoppedBy(stop.by), clauses: stop.clauses })),
  ]
}

function isLacking(need: Needed, circumstances: ReadonlySet<Circumstance>): boolean {
  if (need.when !== undefined && !circumstances.has(need.when)) return false
  return !need.anyOf.some((circumstance) => circumstances.has(circumstance))
}

function lacks({ anyOf: [first, ...instead] }: Needed): Reason {
  if (first === undefined) throw new Fault('need-of-nothing', 'a need names no circumstance')
  return instead.length === 0 ? { code: `lacks-${first}` } : { code: `lacks-${first}`, instead }
}

function stoppedBy(circumstance: Circumstance): Reason {
  return { code: `stopped-by-${circumstance}` }
}

import type { Category, Circumstance, Condition, RecipientKind } from '#notice/vocabulary.ts'
import { Fault } from '#shared/fault.ts'
import type { Reason } from './decision.ts'
import { reasonOrder } from './reason-order.ts'
import type { Applies, Needed, Requirement, Subject } from './requirement.ts'
import { type CompiledEntry, type Line, maskOf } from './tables.ts'

/** A cell as the compiler found it, before what the law asks is added. */
export type Found = Subject & {
  readonly cell: number
  readonly category: Category
  readonly recipient: RecipientKind | undefined
  readonly needs: readonly Needed[]
  readonly stops: readonly Circumstance[]
  readonly clauses: readonly string[]
  readonly activityClauses: readonly string[]
}

const orderOf = new Map(reasonOrder.map((code, index): [string, number] => [code, index]))

/** One cell with everything it asks, the landlord's own and what the law adds, as masks in the order of the reasons. */
export function compileEntry(found: Found, requirements: readonly Requirement[]): CompiledEntry {
  const lines: Line[] = []
  for (const need of found.needs) lines.push(needLine(need, found.clauses))
  for (const stop of found.stops) lines.push(stopLine(stop, found.clauses))
  for (const requirement of requirements) {
    if (!concerns(requirement.applies, found)) continue
    lines.push(
      'needs' in requirement ? needLine(requirement.needs, [requirement.clause]) : stopLine(requirement.stops, [requirement.clause]),
    )
  }
  // A stable sort: of two lines with one code, the earlier one stays first and is the one reported.
  lines.sort((a, b) => a.order - b.order)
  return {
    cell: found.cell,
    category: found.category,
    basis: found.basis,
    conditions: found.conditions,
    activityClauses: found.activityClauses,
    clauses: found.clauses,
    restsOnConsent: found.basis === 'consent' || alone('art-9-2-a', found.conditions) || alone('sch-1-para-29', found.conditions),
    lines,
    reads: lines.reduce((mask, line) => mask | line.mask | line.when, 0),
  }
}

function needLine(need: Needed, clauses: readonly string[]): Line {
  const told = need.anyOf[0]
  if (told === undefined) throw new Fault('need-of-nothing', 'a need names no circumstance')
  const instead = need.anyOf.slice(1)
  const reason: Reason = instead.length > 0 ? { code: `lacks-${told}`, instead } : { code: `lacks-${told}` }
  const when = need.when === undefined ? 0 : maskOf([need.when])
  return { order: orderOf.get(reason.code) ?? 0, kind: 'needs', mask: maskOf(need.anyOf), when, reason, clauses }
}

function stopLine(stop: Circumstance, clauses: readonly string[]): Line {
  const reason: Reason = { code: `stopped-by-${stop}` }
  return { order: orderOf.get(reason.code) ?? 0, kind: 'stops', mask: maskOf([stop]), when: 0, reason, clauses }
}

function concerns(applies: Applies, found: Found): boolean {
  if (applies.acts && !applies.acts.includes(found.act)) return false
  if (applies.activities && !applies.activities.includes(found.activity)) return false
  if (applies.exceptActivities?.includes(found.activity)) return false
  if (found.act !== 'share' && applies.exceptKept?.includes(found.category)) return false
  if (applies.sensitivities && !applies.sensitivities.includes(found.sensitivity)) return false
  if (applies.bases && !applies.bases.includes(found.basis)) return false
  if (applies.exceptBases?.includes(found.basis)) return false
  if (applies.recipients && !(found.recipient && applies.recipients.includes(found.recipient))) return false
  if (applies.exceptRecipients && found.recipient && applies.exceptRecipients.includes(found.recipient)) return false
  if (applies.condition && !found.conditions.includes(applies.condition)) return false
  if (applies.loneCondition && !alone(applies.loneCondition, found.conditions)) return false
  if (applies.restsOn && !carriedBy(applies.restsOn, found.conditions)) return false
  if (applies.regular && !found.regular) return false
  return !applies.abroad || found.abroad
}

function alone(condition: Condition, conditions: readonly Condition[]): boolean {
  const kind = condition.slice(0, 3)
  return conditions.includes(condition) && !conditions.some((other) => other !== condition && other.slice(0, 3) === kind)
}

function carriedBy(paragraphs: readonly Condition[], conditions: readonly Condition[]): boolean {
  let carried = false
  for (const each of conditions) {
    if (!each.startsWith('sch-') || each === 'sch-1-para-36') continue
    if (!paragraphs.includes(each)) return false
    carried = true
  }
  return carried
}

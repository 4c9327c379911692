import { tableOf } from '#gate/columns.ts'
import type { GateDeps } from '#gate/deps.ts'
import type { RecordType } from '#gate/record-type.ts'
import { clockedSql, type Falling } from './clock-of-type.ts'
import { perRule, type RuleSql } from './per-rule.ts'

/** How many items are in the first, second, third and last quarter of their time, and how many are past their date. */
export type Ages = readonly [number, number, number, number, number]

/** How many items there are, and how old. `notBegun`: the event that their period runs from has not happened, or nobody noted it. */
type Stored = { readonly items: number; readonly ages: Ages; readonly notBegun: number }

/** One rule and what is stored under it. */
export type RuleAges = Stored & { readonly rule: string; readonly words: string }

/** What is stored of one record type, over all its rules. */
export type StoredOfType = Stored & { readonly type: RecordType; readonly lines: readonly RuleAges[] }

const none: Ages = [0, 0, 0, 0, 0]

/**
 * The age of what is stored against its retention period, counted in one pass over the index of each rule's dates. If a rule runs from the
 * end of a tenancy, people who never had one are counted under the run that applies to them. A run that only makes the rule's items due
 * earlier is not counted as well.
 */
export async function storedByAge(
  deps: Pick<GateDeps, 'database'>,
  falling: readonly Falling[],
  today: Temporal.PlainDate,
): Promise<readonly StoredOfType[]> {
  const answers = await perRule(deps, falling.filter(isCounted), today, agesSql)
  const byType = new Map<RecordType, Map<string, Counted>>()
  for (const [{ type, rule }, answer] of answers) {
    const lines = byType.get(type) ?? new Map<string, Counted>()
    byType.set(type, lines)
    const before = lines.get(rule.id)
    const [total = 0, ...ages] = numbersIn(answer)
    // The rule's own run comes first, and counts all that the rule covers.
    lines.set(rule.id, { words: rule.words, total: before?.total ?? total, ages: added(before?.ages ?? none, ages) })
  }
  return [...byType].map(([type, lines]) => kindOf(type, lines)).filter(({ items }) => items > 0)
}

type Counted = { readonly words: string; readonly total: number; readonly ages: Ages }

function isCounted({ rule, unlessDueBy }: Falling): boolean {
  return unlessDueBy === undefined || (rule.trigger === 'last-heard' && unlessDueBy.trigger === 'tenancy-ended')
}

function kindOf(type: RecordType, counted: ReadonlyMap<string, Counted>): StoredOfType {
  const lines = [...counted]
    .map(([rule, { words, total, ages }]): RuleAges => {
      const items = Math.max(total, sum(ages))
      return { rule, words, items, ages, notBegun: items - sum(ages) }
    })
    .filter(({ items }) => items > 0)
  const of = (count: (line: RuleAges) => number) => sum(lines.map(count))
  const ages = lines.reduce((all, line) => added(all, line.ages), none)
  return { type, items: of(({ items }) => items), ages, notBegun: of(({ notBegun }) => notBegun), lines }
}

/**
 * All that the rule covers; then how many are in each quarter of their time; then those past their date. Each day is classified once,
 * rather than each item.
 */
const agesSql: RuleSql = ({ type, rule }, { activities, today, period }) => {
  const { from, clock } = clockedSql(type, rule)
  const mine = `t.activity = any(${activities})`
  // If the item itself has the date, the items without a date are among these rows.
  const dated = from === `${tableOf(type)} t`
  const all = dated ? 'coalesce(sum(items), 0)' : `(select count(*) from ${tableOf(type)} t where ${mine})`
  const counts = [1, 2, 3, 4, 5].map((quarter) => `coalesce(sum(items) filter (where quarter = ${quarter}), 0)`)
  const over = `(began + ${period})::date`
  return `(select array[${[all, ...counts].join(', ')}]::int[] from (
    select items, case when began is null then 0 when ${over} <= ${today} then 5
      else greatest(1, least(4, width_bucket((${today} - began)::float8, 0, greatest(${over} - began, 1)::float8, 4))) end as quarter
    from (select ${clock} as began, count(*) as items from ${from} where ${mine} group by 1) days) quarters)`
}

function numbersIn(answer: unknown): readonly number[] {
  return Array.isArray(answer) ? answer.map(Number) : []
}

function added(one: Ages, other: readonly number[]): Ages {
  const at = (index: 0 | 1 | 2 | 3 | 4) => one[index] + (other[index] ?? 0)
  return [at(0), at(1), at(2), at(3), at(4)]
}

export function sum(counts: readonly number[]): number {
  return counts.reduce((all, each) => all + each, 0)
}

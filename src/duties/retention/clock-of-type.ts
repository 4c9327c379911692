import { frameColumns, tableOf } from '#gate/columns.ts'
import type { RecordType, Subject } from '#gate/record-type.ts'
import type { Edition, RetentionRule, Trigger } from '#notice/edition.ts'
import { retentionRuleFor } from '#notice/retention-of.ts'

/** A rule as it runs: `last-heard` is the day anything was last taken in about somebody who never had a tenancy. */
export type Running = Omit<RetentionRule, 'trigger'> & { readonly trigger: Trigger | 'last-heard' }

/** One rule as it falls on one record type: the activities whose items it covers. */
export type Falling = {
  readonly type: RecordType
  readonly rule: Running
  readonly activities: readonly string[]
  /** Another rule that takes the same items: what is due by it is its own, and not counted twice. */
  readonly unlessDueBy?: RetentionRule
}

/** Every rule of the edition that falls on some record type; homes and cameras (`none`, `place`) are about nobody and stay. */
export function fallingRules(edition: Edition, types: readonly RecordType[]): readonly Falling[] {
  return types
    .filter(({ subject }) => subject !== 'none' && subject !== 'place')
    .flatMap((type) => {
      const byRule = new Map<RetentionRule, string[]>()
      for (const activity of edition.activities) {
        const rule = retentionRuleFor(edition, type.category, activity.id)
        if (rule !== undefined) byRule.set(rule, [...(byRule.get(rule) ?? []), activity.id])
      }
      return [...byRule].flatMap(([rule, activities]) => runsOf(rule, type).map((run) => ({ type, activities, ...run })))
    })
}

/** A rule that runs at the latest so long after the tenancy is two, and so is one for those who never had any: whichever is due first. */
function runsOf(rule: RetentionRule, type: RecordType): readonly Pick<Falling, 'rule' | 'unlessDueBy'>[] {
  const run = (trigger: Running['trigger'], period: string | undefined) =>
    period === undefined ? [] : [{ rule: { ...rule, trigger, period }, unlessDueBy: rule }]
  return [
    { rule },
    ...run('tenancy-ended', rule.latestAfterTenancy),
    ...(isOfOnePerson(type) ? run('last-heard', rule.withoutTenancy) : []),
  ]
}

/** Whether a row of the type may be about somebody who never had a tenancy; what hangs on a tenure is of one. */
export function isOfOnePerson({ subject }: RecordType): boolean {
  return subject === 'self' || subject === 'own'
}

/** Where a rule's items and the dates their periods run from stand, as SQL: `t` is the item, `clock` the date. */
export type Clocked = { readonly from: string; readonly clock: string }

/**
 * An item's own event stands on the item. The end of a tenancy stands on the tenure, or with the person who left: those come first in
 * the join, so that a day's few leavers are looked up and not everybody's items.
 */
export function clockedSql(type: RecordType, rule: Pick<Running, 'trigger'>): Clocked {
  const table = tableOf(type)
  if (rule.trigger === 'last-heard') return ofNoTenancy(type)
  if (rule.trigger !== 'tenancy-ended') return { from: `${table} t`, clock: 't.clock_from' }
  return tenancyEnd[type.subject](table)
}

/** Items of people who never had a tenancy. */
export function ofNoTenancy(type: RecordType): Clocked {
  const person = type.subject === 'self' ? 'id' : 'person_id'
  return { from: `without_tenancy e join ${tableOf(type)} t on t.${person} = e.person_id`, clock: 'e.heard_on' }
}

const ofLeaver = (table: string, person: string): Clocked => ({
  from: `leaver e join ${table} t on t.${person} = e.person_id`,
  clock: 'e.left_on',
})
const ofTenure = (table: string): Clocked => ({ from: `tenure x join ${table} t on t.tenure_id = x.id`, clock: 'x.ended_on' })

const tenancyEnd: Readonly<Record<Subject, (table: string) => Clocked>> = {
  self: (table) => ofLeaver(table, 'id'),
  own: (table) => ofLeaver(table, 'person_id'),
  tenancy: (table) => ({ from: `${table} t`, clock: 't.ended_on' }),
  tenure: ofTenure,
  household: ofTenure,
  // A message's event is its own: no tenancy ends with it.
  sender: (table) => ({ from: `${table} t`, clock: 'null::date' }),
  'of-call': (table) => ({ from: `${table} t`, clock: 'null::date' }),
  none: (table) => ({ from: `${table} t`, clock: 'null::date' }),
  place: (table) => ({ from: `${table} t`, clock: 'null::date' }),
  'at-place': (table) => ({ from: `${table} t`, clock: 'null::date' }),
  picture: (table) => ({ from: `${table} t`, clock: 'null::date' }),
  'of-picture': (table) => ({ from: `${table} t`, clock: 'null::date' }),
}

/**
 * Whether nothing else still refers to the item `t`, as SQL: a person goes last, after all that is about them. Whoever is responsible for a
 * tenancy stays while something that hangs on it does: it is found through them, and else stood there as nobody's.
 */
export function unreferredSql(type: RecordType, types: readonly RecordType[]): string {
  const link = `${tableOf(type)}_id`
  const referring = types.filter((other) => frameColumns(other).includes(link))
  const hanging = type.subject === 'household' ? types.filter((other) => other.subject === 'tenure') : []
  const gone = [
    ...referring.map((other) => `not exists (select from ${tableOf(other)} r where r.${link} = t.id)`),
    ...hanging.map(
      (other) => `not exists (select from ${tableOf(other)} r join responsible_for f on f.tenure_id = r.tenure_id
        where r.tenure_id = t.tenure_id and f.person_id = t.person_id)`,
    ),
  ]
  return gone.join(' and ') || 'true'
}

import { columnOf, tableOf } from '#gate/columns.ts'
import type { GateDeps } from '#gate/deps.ts'
import type { RecordType } from '#gate/record-type.ts'
import { criminalCategories, specialCategories } from '#notice/vocabulary.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { dateIn } from '#shared/clock.ts'
import { roleName } from '#store/role-names.ts'
import { flowsOf } from '../shares/flows.ts'

/** Which stored items are counted; every item where nothing is named. */
export type HeldOf = {
  readonly type?: string | readonly string[]
  readonly activity?: string | readonly string[]
  readonly source?: string | readonly string[]
}
/** Which items of a type are counted, by the fields that its declaration counts: a word of the list, or for a day whether it is past. */
export type StandingOf = Readonly<Record<string, string | readonly string[]>>
/** Which acts on record are counted. */
export type DoneOf = {
  readonly kind?: string | readonly string[]
  readonly activity?: string | readonly string[]
  readonly act?: string | readonly string[]
  readonly type?: string | readonly string[]
  readonly outcome?: string | readonly string[]
  readonly basis?: string
  /** Whether any of the data was special category data. */
  readonly sensitivity?: 'special' | 'ordinary'
  /** Whether any of it was data about crime. */
  readonly crime?: 'criminal' | 'none'
  /** What it was refused for the want of. */
  readonly wants?: 'agreement-in-force' | 'instruction-in-force'
  /** Of what was shared, with whom. */
  readonly recipient?: string | readonly string[]
}

/** What this system holds and how it stands; what was done in it, and what left it, in the last 30 days. Counts only. */
export type Counted = {
  readonly held: (of: HeldOf) => number
  readonly standing: (type: string, of: StandingOf) => number
  readonly done: (of: DoneOf) => number
  /** Of what was permitted to be shared: how often on each basis. */
  readonly bases: () => readonly (readonly [string, number])[]
  readonly left: (recipients: readonly string[] | null) => number
}

type Line = { readonly n: number }
type HeldLine = Line & { readonly type: string; readonly activity: string; readonly source: string }
type StandingLine = Line & { readonly type: string; readonly stands: Readonly<Record<string, string>> }
type DoneLine = Line & { readonly act: string | null; readonly outcome: string; readonly basis: string | null }

/** Counts the items of every record type, and the evidence of 30 days by what was done. Four statements, whatever asks. */
export async function countAll(deps: Pick<GateDeps, 'database' | 'clock' | 'inForce'>): Promise<Counted> {
  const until = dateIn(deps.clock())
  const [held, stand, done, flows] = await Promise.all([
    heldLines(deps),
    standingLines(deps, until),
    doneLines(deps),
    flowsOf(deps, { from: until.subtract({ days: 30 }), until }),
  ])
  const shares = done.filter(({ act, outcome }) => act === 'share' && outcome === 'permitted')
  return {
    held: (of) => sum(held, of),
    standing: (type, of) => total(stand.filter((line) => line.type === type && fits(line.stands, of))),
    done: (of) => sum(done, of),
    bases: () => [...Map.groupBy(shares, ({ basis }) => basis ?? '')].map(([basis, lines]) => [basis, total(lines)]),
    left: (recipients) =>
      flows
        .filter(({ recipient }) => recipients === null || recipients.includes(recipient))
        .reduce((all, { regular, occasional }) => all + regular + occasional, 0),
  }
}

function heldLines({ database }: Pick<GateDeps, 'database'>): Promise<HeldLine[]> {
  const stored = everyRecordType.map(
    (type) => `select '${type.name}' as type, activity, source, count(*)::int as n from ${tableOf(type)} group by activity, source`,
  )
  return database.once<HeldLine>(roleName(database.schema, 'sweeper'), stored.join(' union all '))
}

function standingLines({ database }: Pick<GateDeps, 'database'>, today: Temporal.PlainDate): Promise<StandingLine[]> {
  const stored = everyRecordType.flatMap((type: RecordType) => {
    if (type.counted === undefined) return []
    const stands = type.counted.map((field) => `'${field}', ${wordOf(type, field)}`)
    return [
      `select '${type.name}' as type, jsonb_build_object(${stands.join(', ')}) as stands, count(*)::int as n from ${tableOf(type)} group by 2`,
    ]
  })
  return database.once<StandingLine>(roleName(database.schema, 'facts'), stored.join(' union all '), [today.toString()])
}

/** What an item says in a field that is counted: the word, or of a day `none`, `past` (today too) or `to come`. */
function wordOf(type: RecordType, field: string): string {
  const column = columnOf(field)
  if (type.fields[field]?.kind !== 'date') return `coalesce(${column}, 'none')`
  return `case when ${column} is null then 'none' when ${column} <= $1::date then 'past' else 'to come' end`
}

function doneLines({ database, clock }: Pick<GateDeps, 'database' | 'clock'>): Promise<DoneLine[]> {
  const since = clock()
    .subtract({ hours: 30 * 24 })
    .toString()
  const acts = `select kind, activity, act, record_type as type, outcome, basis,
      case when categories && $2 then 'special' else 'ordinary' end as sensitivity,
      case when categories && $3 then 'criminal' else 'none' end as crime,
      case when 'lacks-agreement-in-force' = any(reasons) then 'agreement-in-force'
        when 'lacks-instruction-in-force' = any(reasons) then 'instruction-in-force' end as wants,
      case when act = 'share' then detail->>'recipient' end as recipient, count(*)::int as n
    from evidence where at > $1 group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10`
  return database.once<DoneLine>(roleName(database.schema, 'evidence'), acts, [since, [...specialCategories], [...criminalCategories]])
}

type Asked = string | readonly string[] | undefined

function sum(lines: readonly Line[], of: HeldOf | DoneOf): number {
  return total(lines.filter((line) => fits(line, of)))
}

function total(lines: readonly Line[]): number {
  return lines.reduce((all, { n }) => all + n, 0)
}

function fits(line: object, of: Readonly<Record<string, Asked>>): boolean {
  const said = new Map<string, unknown>(Object.entries(line))
  return Object.entries(of).every(([name, each]) => isOneOf(said.get(name), each))
}

function isOneOf(value: unknown, asked: Asked): boolean {
  return asked === undefined || (typeof asked === 'string' ? value === asked : asked.some((each) => each === value))
}

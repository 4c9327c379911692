import { tableOf } from '#gate/columns.ts'
import type { GateDeps } from '#gate/deps.ts'
import { criminalCategories, specialCategories } from '#notice/vocabulary.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { roleName } from '#store/role-names.ts'

/** Which stored items are counted; every item where nothing is named. */
export type HeldOf = {
  readonly type?: string | readonly string[]
  readonly activity?: string | readonly string[]
  readonly source?: string | readonly string[]
}
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

/** What this system holds, and what was done in it in the last 30 days: counts only. */
export type Counted = { readonly held: (of: HeldOf) => number; readonly done: (of: DoneOf) => number }

type HeldLine = { readonly type: string; readonly activity: string; readonly source: string; readonly n: number }
type DoneLine = {
  readonly kind: string
  readonly activity: string | null
  readonly act: string | null
  readonly type: string | null
  readonly outcome: string
  readonly basis: string | null
  readonly sensitivity: 'special' | 'ordinary'
  readonly crime: 'criminal' | 'none'
  readonly wants: string | null
  readonly recipient: string | null
  readonly n: number
}

/** Counts every record type by activity and source, and the evidence of 30 days by what was done. Two statements, whatever asks. */
export async function countAll({ database, clock }: Pick<GateDeps, 'database' | 'clock'>): Promise<Counted> {
  const stored = everyRecordType.map(
    (type) => `select '${type.name}' as type, activity, source, count(*)::int as n from ${tableOf(type)} group by activity, source`,
  )
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
  const [held, done] = await Promise.all([
    database.once<HeldLine>(roleName(database.schema, 'sweeper'), stored.join(' union all ')),
    database.once<DoneLine>(roleName(database.schema, 'evidence'), acts, [since, [...specialCategories], [...criminalCategories]]),
  ])
  return { held: (of) => sum(held, of), done: (of) => sum(done, of) }
}

type Asked = string | readonly string[] | undefined

function sum(lines: readonly { readonly n: number }[], of: HeldOf | DoneOf): number {
  const asked = Object.entries<Asked>(of)
  const fits = (line: object): boolean =>
    asked.every(([name, each]) => isOneOf(new Map<string, unknown>(Object.entries(line)).get(name), each))
  return lines.reduce((total, line) => total + (fits(line) ? line.n : 0), 0)
}

function isOneOf(value: unknown, asked: Asked): boolean {
  return asked === undefined || (typeof asked === 'string' ? value === asked : asked.some((each) => each === value))
}

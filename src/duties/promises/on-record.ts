import { sweptByRule } from '#evidence/read.ts'
import type { GateDeps } from '#gate/deps.ts'
import type { Edition } from '#notice/edition.ts'
import { roleName } from '#store/role-names.ts'

type Deps = Pick<GateDeps, 'database' | 'clock' | 'inForce'>

/** What was put on record under a clause, of one kind: how often in the last day, and in the last 30 days. `items`: what a sweep deleted in them. */
export type OnRecord = {
  readonly clause: string
  readonly kind: string
  readonly act: string | null
  readonly outcome: string
  readonly day: number
  readonly month: number
  readonly items: number
}

export type OfClauses = {
  readonly entries: ReadonlyMap<string, readonly OnRecord[]>
  /** What the sweep of last night deleted by the periods that rest on a clause; absent where no period does. */
  readonly deleted: ReadonlyMap<string, number>
}

/** What evidence says of each clause, in counts: who did it, and about whom, is not read. Two statements for all of them. */
export async function onRecord(deps: Deps): Promise<OfClauses> {
  const { database, clock } = deps
  const before = (hours: number) => clock().subtract({ hours }).toString()
  const text = `select clause, kind, act, outcome, count(*) filter (where at > $2)::int as day, count(*)::int as month,
      coalesce(sum((detail->>'items')::int) filter (where kind = 'sweep' and record_type is not null), 0)::int as items
    from evidence cross join lateral unnest(clauses) as clause where at > $1 group by 1, 2, 3, 4 order by month desc, kind, act, outcome`
  const [entries, byRule] = await Promise.all([
    database.once<OnRecord>(roleName(database.schema, 'evidence'), text, [before(30 * 24), before(24)]),
    sweptByRule(database),
  ])
  return { entries: Map.groupBy(entries, ({ clause }) => clause), deleted: deletedUnder(deps.inForce().released.edition, byRule) }
}

function deletedUnder({ retention }: Edition, byRule: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const deleted = new Map<string, number>()
  for (const { id, clauses } of retention)
    for (const clause of clauses) deleted.set(clause, (deleted.get(clause) ?? 0) + (byRule.get(id) ?? 0))
  return deleted
}

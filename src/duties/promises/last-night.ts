import { lastRun, type Swept, sweptOnLastDay } from '#evidence/read.ts'
import type { GateDeps } from '#gate/deps.ts'
import { roleName } from '#store/role-names.ts'

/** The daily check of all evidence: from the first row to that head it is whole, or it is not. */
export type Checked = { readonly at: Temporal.Instant; readonly isWhole: boolean; readonly rows: number; readonly head: string | null }

/** What stands behind all promises: when the sweep last ran and what it deleted, and how far the evidence is proved. */
export type LastNight = {
  readonly sweep: {
    readonly ended: Temporal.Instant | null
    readonly failed: Temporal.Instant | null
    readonly types: readonly Swept[]
    readonly media: number
  }
  readonly checked: Checked | null
}

export async function readLastNight({ database }: Pick<GateDeps, 'database'>): Promise<LastNight> {
  const [run, swept, checked] = await Promise.all([lastRun(database, 'sweep'), sweptOnLastDay(database), lastChecked({ database })])
  return { sweep: { ...run, ...swept }, checked }
}

/** The last daily check on record (`src/main/daily-check.ts`). */
export async function lastChecked({ database }: Pick<GateDeps, 'database'>): Promise<Checked | null> {
  type Row = { readonly at: string; readonly outcome: string; readonly rows: number | null; readonly head: string | null }
  const text = `select coalesce((detail->>'clock')::timestamptz, at) as at, outcome, (detail->>'rows')::bigint::float8 as rows, detail->>'head' as head from evidence
    where kind = 'seal-check' and kind <> 'read' and act = 'verify' order by evidence.at desc limit 1`
  const [row] = await database.once<Row>(roleName(database.schema, 'evidence'), text)
  if (row === undefined) return null
  return { at: Temporal.Instant.from(row.at), isWhole: row.outcome === 'done', rows: row.rows ?? 0, head: row.head }
}

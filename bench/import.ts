import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { columnOf, tableOf } from '#gate/columns.ts'
import { columnTypes } from '#gate/read/statements.ts'
import type { Batch } from '#gate/write/collect-many.ts'
import type { BenchResult } from './decisions.ts'
import type { Ground } from './ground.ts'
import { inventTenant, joined, store } from './invented.ts'
import { atLeast, elapsed, interleaved } from './rounds.ts'

/** How many tenants the importers put through the gate at once. */
const together = 500

/** People with home, tenancy, household membership and two contact details: through the gate, and by COPY from files made beforehand. */
export async function benchImport(on: Ground, quick: boolean): Promise<BenchResult> {
  const [hand] = on.bare
  if (hand === undefined) throw new Error('there is no bare connection')
  const tenants = quick ? 2_000 : 10_000
  let number = 1_000_000
  const invent = (): readonly (readonly Batch[])[] => {
    const lots: (readonly Batch[])[] = []
    for (let made = 0; made < tenants; made += together) {
      lots.push(
        joined(
          Array.from({ length: together }, () => {
            number += 1
            return inventTenant(number).batches
          }),
        ),
      )
    }
    return lots
  }
  const ours = async (): Promise<number> => {
    const lots = invent()
    return elapsed(async () => {
      for (const lot of lots) await store(on.parts, lot)
    })
  }
  const copied = async (): Promise<number> => {
    const files: { table: string; columns: string; file: string }[] = []
    for (const batch of joined(invent())) {
      const columns = [...columnTypes(batch.type).keys()]
      const lines = batch.items.map((item) => copyLine(batch, item, columns))
      const file = join(on.folder, `copy-${tableOf(batch.type)}`)
      await writeFile(file, `${lines.join('\n')}\n`, { mode: 0o644 })
      files.push({ table: tableOf(batch.type), columns: columns.join(', '), file })
    }
    return elapsed(async () => {
      await hand.query('begin')
      for (const { table, columns, file } of files) await hand.query(`copy ${table} (${columns}) from '${file}'`)
      await hand.query('commit')
    })
  }
  const rounds = await interleaved(quick ? 7 : 9, ours, copied)
  const rate = (time: number): string => `${Math.round((tenants / time) * 1000).toLocaleString('en-GB')} people/s`
  const detail = `${tenants} people a block (six rows each in five tables), ${together} at once; ${rate(rounds.ours)} over the gate, ${rate(rounds.other)} by one COPY a table`
  return atLeast('import', 1 / rounds.ratio, 0.4, detail)
}

/** One line of COPY's text form. Nothing in the invented values needs escaping. */
function copyLine(batch: Batch, item: Batch['items'][number], columns: readonly string[]): string {
  const row = new Map<string, unknown>(Object.entries(item.values).map(([name, value]) => [columnOf(name), value]))
  row.set('id', item.id).set('activity', 'tenancy-management').set('source', batch.source)
  row.set('collected_at', item.collectedAt.toString()).set('edition', 'bench').set('clock_from', item.clockFrom?.toString())
  row.set('person_id', item.person).set('tenure_id', item.tenure)
  return columns.map((column) => String(row.get(column) ?? '\\N')).join('\t')
}

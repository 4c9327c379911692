import { tableOf } from '#gate/columns.ts'
import type { GateDeps } from '#gate/deps.ts'
import type { RecordType } from '#gate/record-type.ts'
import { roleName } from '#store/role-names.ts'

/** How many items of a type are stored, by the activity that they were collected for. */
export async function storedByActivity({ database }: Pick<GateDeps, 'database'>, type: RecordType): Promise<ReadonlyMap<string, number>> {
  const text = `select activity, count(*)::int as items from ${tableOf(type)} group by activity`
  const rows = await database.once<{ activity: string; items: number }>(roleName(database.schema, 'sweeper'), text)
  return new Map(rows.map(({ activity, items }) => [activity, items]))
}

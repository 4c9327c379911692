import { tableOf } from '#gate/columns.ts'
import type { GateDeps } from '#gate/deps.ts'
import type { RecordType } from '#gate/record-type.ts'
import type { BatchItem } from '#gate/write/batch.ts'
import { printOfLine } from '#gate/write/source-lines.ts'
import { roleName } from '#store/role-names.ts'

/**
 * What became of a line's item. `there`: it was not deleted here. `same`: it was deleted here, and the line has not changed since. `changed`: it was
 * deleted here, and the line has changed since.
 */
export type LineState = 'there' | 'same' | 'changed'

export const goneWords =
  'it was deleted here, and the line has changed since: it stays deleted (`--take-back` takes in again what was deleted here and has changed)'

/**
 * What became of the items that another system names, in their order. An item that was deleted here, by the sweep or by hand, does not come back by
 * the same line: erasure is final. Asks as the role that sees ids alone.
 */
export async function deletedHere(
  deps: Pick<GateDeps, 'database' | 'keys'>,
  items: readonly ({ readonly type: RecordType } & BatchItem)[],
): Promise<readonly LineState[]> {
  const gone = new Map<string, string>()
  const role = roleName(deps.database.schema, 'facts')
  for (const [type, ofType] of Map.groupBy(items, (item): RecordType => item.type)) {
    const text = `select item_id as id, line from source_line l where item_id = any($1::uuid[]) and not exists (select from ${tableOf(type)} t where t.id = l.item_id)`
    const rows = await deps.database.once<{ id: string; line: string }>(role, text, [ofType.map(({ id }) => id)])
    for (const { id, line } of rows) gone.set(id, line)
  }
  const print = await deps.keys.fingerprints()
  return items.map((item) => {
    const line = gone.get(item.id)
    return line === undefined ? 'there' : line === printOfLine(item.type, item, print) ? 'same' : 'changed'
  })
}

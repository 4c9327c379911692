import { tableOf } from '#gate/columns.ts'
import type { GateParts } from '#gate/parts.ts'
import type { RecordType } from '#gate/record-type.ts'
import { roleName } from '#store/role-names.ts'
import type { Tries } from './tries.ts'

/**
 * Takes away what is kept of the values that a source last said of items that are gone: whoever holds the landlord's keys could try dates and numbers
 * against them. That an item was here, so that the same line does not bring it back, the fingerprint of its whole line tells.
 */
export async function forgetValues(
  { database, types }: Pick<GateParts, 'database'> & { readonly types: readonly RecordType[] },
  tries: Tries,
): Promise<void> {
  const role = roleName(database.schema, 'sweeper')
  const kept = `l.fields <> '{}'`
  await tries.of({ type: 'source_line', rule: null }, undefined, async () => {
    const there = await database.once<{ type: string }>(role, `select distinct l.record_type as type from source_line l where ${kept}`)
    for (const type of types.filter(({ name }) => there.some((each) => each.type === name))) {
      const gone = `not exists (select from ${tableOf(type)} t where t.id = l.item_id)`
      await database.once(role, `update source_line l set fields = '{}' where l.record_type = $1 and ${kept} and ${gone}`, [type.name])
    }
  })
}

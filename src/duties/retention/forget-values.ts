import { tableOf } from '#gate/columns.ts'
import type { GateDeps } from '#gate/deps.ts'
import type { RecordType } from '#gate/record-type.ts'
import { roleName } from '#store/role-names.ts'
import type { Tries } from './tries.ts'

/**
 * Deletes the fingerprints of values that a source last gave for deleted items, since somebody with the landlord's keys could guess dates
 * and numbers from them. The fingerprint of the whole line stays, so that the same line does not bring the item back.
 */
export async function forgetValues(
  { database, types }: Pick<GateDeps, 'database'> & { readonly types: readonly RecordType[] },
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

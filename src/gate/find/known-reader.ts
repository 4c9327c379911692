import { roleName } from '#store/role-names.ts'
import type { GateDeps } from '../deps.ts'

/** A reader who is told of changes, as the role that sees no address knows them. */
export type KnownReader = { readonly id: string; readonly version: string }

/** By the id that a letter's link has, or by the hash of an address. */
export async function knownReader(
  { database }: Pick<GateDeps, 'database'>,
  by: { readonly id: string } | { readonly addressHash: string },
): Promise<KnownReader | undefined> {
  const [column, value] = 'id' in by ? ['id', by.id] : ['address_hash', by.addressHash]
  const text = `select id, xmin::text as version from notice_reader where ${column} = $1`
  const [row] = await database.once<KnownReader>(roleName(database.schema, 'facts'), text, [value])
  return row
}

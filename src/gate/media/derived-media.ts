import type { EvidenceEntry } from '#evidence/entry.ts'
import { roleName } from '#store/role-names.ts'
import type { GateDeps } from '../deps.ts'
import { type Kind, writeTogether } from '../write/write-together.ts'
import { derivedKey, type VaultObject } from './media-at-rest.ts'

/** Something made from an object in the vault. `parent` and `type`: the item that it was made from, and its record type. */
export type Derived = { readonly object: VaultObject; readonly parent: string; readonly type: string; readonly kind: string }

const columns = new Map(
  Object.entries({ media_id: 'uuid', parent_id: 'uuid', record_type: 'text', kind: 'text', media_type: 'text', media_bytes: 'bigint' }),
)
const names = [...columns.keys()].join(', ')
const storing: Kind = {
  name: 'store-derived-media',
  columns,
  changed: () =>
    `stored as (insert into derived_media (${names}) select ${names} from asked), changed as (select n, media_id as id from asked)`,
  counted: false,
}

/** The database refuses this if the item that it was made from has gone. */
export async function storeDerived(
  { database }: Pick<GateDeps, 'database'>,
  activity: string,
  { object, parent, type, kind }: Derived,
  evidence: EvidenceEntry,
): Promise<void> {
  const values = { media_id: object.id, parent_id: parent, record_type: type, kind, media_type: object.type, media_bytes: object.bytes }
  await writeTogether(database, roleName(database.schema, 'activity', activity), storing, { values, evidence: [evidence] })
}

/** What was made of `parent` as `kind`; undefined if nothing was. */
export async function derivedOf(
  { database }: Pick<GateDeps, 'database'>,
  activity: string,
  parent: VaultObject,
  kind: string,
): Promise<VaultObject | undefined> {
  const text = 'select media_id as id, media_type as type, media_bytes as bytes from derived_media where parent_id = $1 and kind = $2'
  const statement = { name: 'derived-of', text }
  const role = roleName(database.schema, 'activity', activity)
  const [row] = await database.once<Omit<VaultObject, 'key'>>(role, statement, [parent.id, kind])
  return row === undefined ? undefined : { ...row, key: derivedKey(parent.key, row.id) }
}

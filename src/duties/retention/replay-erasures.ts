import { insertEvidence } from '#evidence/append.ts'
import { digestOf } from '#evidence/digest.ts'
import type { EvidenceEntry } from '#evidence/entry.ts'
import { systemEntry } from '#evidence/system-entry.ts'
import { tableOf } from '#gate/columns.ts'
import { heldSql } from '#gate/held.ts'
import type { RecordType } from '#gate/record-type.ts'
import { Fault } from '#shared/fault.ts'
import type { Session } from '#store/database.ts'
import type { NotedErasure } from '#store/erasures.ts'
import { goneWithTasks } from '../cases/every-case-kind.ts'
import { unreferredSql } from './clock-of-type.ts'

/**
 * `left`: erased items that are back, and that stay because a hold placed since covers them, or an item that was not erased refers to them.
 */
export type Replayed = { readonly keys: number; readonly items: number; readonly left: number }

/**
 * Erases again what was erased and is back because the database was restored from an older backup (UK GDPR Article 17). With its evidence,
 * in the caller's transaction, as the schema's owner, before any door opens. What was stored anew after its erasure stays. Only holds
 * placed after the erasure count: a hold from before it that the backup still has must have been lifted by then, but an erasure may have
 * been noted and never done, and its item put on hold later.
 */
export async function replayErasures(
  owner: Session,
  noted: readonly NotedErasure[],
  types: readonly RecordType[],
  edition: string,
): Promise<Replayed> {
  const keys = await eraseKeys(owner, noted)
  const items: string[] = []
  let left = 0
  for (const [type, erased] of [...byType(noted, types)].toReversed()) {
    items.push(...(await eraseItems(owner, type, erased, types)))
    left += await countStored(owner, type, erased)
  }
  const replayed = { keys: keys.length, items: items.length, left }
  if (keys.length + items.length > 0) await insertEvidence(owner, [entryOf(replayed, [...keys, ...items], edition)])
  return replayed
}

type Erased = { readonly ids: readonly string[]; readonly at: readonly string[] }

/** In reverse order of the list of types: what refers to an item is deleted before the item. */
function byType(noted: readonly NotedErasure[], types: readonly RecordType[]): ReadonlyMap<RecordType, Erased> {
  const items = noted.filter((each) => each.kind === 'item')
  if (items.some((each) => !types.some((type) => type.name === each.type)))
    throw new Fault('erasure-of-unknown-type', 'the log of erasures names a kind of record that this version does not know')
  return new Map(
    types
      .map((type) => [type, items.filter((each) => each.type === type.name)] as const)
      .filter(([, own]) => own.length > 0)
      .map(([type, own]) => [type, { ids: own.map((each) => each.id), at: own.map((each) => each.at) }]),
  )
}

const erasedSql = 'select id, max(at) as at from unnest($1::uuid[], $2::timestamptz[]) as noted (id, at) group by id'

/**
 * A key made after the erasure belongs to a person who came back, and stays. So does one whose erasure was noted but not done, and which
 * has been used since.
 */
async function eraseKeys(owner: Session, noted: readonly NotedErasure[]): Promise<readonly string[]> {
  const keys = noted.filter((each) => each.kind === 'key')
  if (keys.length === 0) return []
  const gone = await owner.query<{ id: string }>(
    `with erased as (${erasedSql})
      delete from person_key k using erased e where k.person_id = e.id and k.made_at <= e.at
        and not exists (select from person p where p.id = e.id and p.collected_at > e.at)
      returning k.person_id as id`,
    [keys.map((each) => each.person), keys.map((each) => each.at)],
  )
  return gone.map(({ id }) => id)
}

const placedSince = '(select person_id, record_type, item_id from hold where lifted_on is null and collected_at > e.at)'

async function eraseItems(owner: Session, type: RecordType, erased: Erased, types: readonly RecordType[]): Promise<readonly string[]> {
  const gone = await owner.query<{ id: string }>(
    goneWithTasks(
      type,
      `with erased as (${erasedSql})
        delete from ${tableOf(type)} t using erased e where t.id = e.id and t.collected_at <= e.at
          and not ${heldSql(type, placedSince)} and ${unreferredSql(type, types)}
        returning t.id`,
    ),
    [erased.ids, erased.at],
  )
  return gone.map(({ id }) => id)
}

async function countStored(owner: Session, type: RecordType, erased: Erased): Promise<number> {
  const [row] = await owner.query<{ items: number }>(
    `with erased as (${erasedSql}) select count(*)::int as items from ${tableOf(type)} t join erased e using (id) where t.collected_at <= e.at`,
    [erased.ids, erased.at],
  )
  return row?.items ?? 0
}

function entryOf(replayed: Replayed, ids: readonly string[], edition: string): EvidenceEntry {
  const detail = { ...replayed, digest: digestOf(ids) }
  return systemEntry({ kind: 'erasure', actor: 'system:restore', act: 'delete', reasons: ['erased-before'], edition, detail })
}

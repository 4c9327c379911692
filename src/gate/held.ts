import type { Activity } from '#notice/vocabulary.ts'
import { roleName } from '#store/role-names.ts'
import { tableOf } from './columns.ts'
import type { GateDeps } from './deps.ts'
import type { RecordType } from './record-type.ts'

/**
 * SQL for whether a hold that is in force covers the item `t`. A hold on a person covers the tenures that they belong to. `holds`: the
 * table or view of the holds to look in.
 */
export function heldSql(type: RecordType, holds = 'standing_hold'): string {
  return `exists (select from ${holds} h ${reached(type)}
    and (h.record_type is null or h.record_type = '${type.name}') and (h.item_id is null or h.item_id = t.id))`
}

/** SQL for whether somebody has asked for a copy of the item `t` and has not had their answer. */
export function askedForSql(type: RecordType): string {
  return heldSql(type, 'open_request')
}

/**
 * SQL for whether an objection or a restriction, decided or still waiting, stops the use of the item `t` for the activity it was collected
 * for (L5). Objections are decided person by person, so work lists leave such items out. `usedFor`: another activity to check as well.
 */
export function stoppedSql(type: RecordType, usedFor?: Activity): string {
  const against = usedFor === undefined ? '= t.activity' : `in (t.activity, '${usedFor}')`
  return `exists (select from standing_objection h ${reached(type)} and coalesce(h.against_activity, t.activity) ${against})`
}

function reached({ tie }: RecordType): string {
  return tie.keptBy ?? 'where false'
}

/** Whether a hold on a person can cover items of the type. */
export function canBeHeld({ tie }: RecordType): boolean {
  return tie.keptBy !== null
}

/** For each item, whether a hold on the person named beside it would cover it: the item is stored, and it is theirs. Reads only ids. */
export async function coverable(
  { database }: Pick<GateDeps, 'database'>,
  type: RecordType,
  asked: readonly { readonly person: string; readonly item: string }[],
): Promise<readonly boolean[]> {
  if (asked.length === 0 || !canBeHeld(type)) return asked.map(() => false)
  const text = `select a.n from jsonb_to_recordset($1::jsonb) as a (n integer, person uuid, item uuid)
    where exists (select from ${tableOf(type)} t where t.id = a.item and exists (select from (select a.person as person_id) h ${reached(type)}))`
  const asks = JSON.stringify(asked.map(({ person, item }, n) => ({ n, person, item })))
  const rows = await database.once<{ n: number }>(roleName(database.schema, 'sweeper'), text, [asks])
  const covered = new Set(rows.map(({ n }) => n))
  return asked.map((_, n) => covered.has(n))
}

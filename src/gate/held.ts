import type { Activity } from '#notice/vocabulary.ts'
import { roleName } from '#store/role-names.ts'
import { tableOf } from './columns.ts'
import type { GateParts } from './parts.ts'
import type { RecordType } from './record-type.ts'

/**
 * Whether a hold that has not been lifted covers the item `t`, as SQL. A hold on a person covers the tenures they belong to. `holds`:
 * where not all that stand are asked.
 */
export function heldSql(type: RecordType, holds = 'standing_hold'): string {
  return `exists (select from ${holds} h ${reached(type)}
    and (h.record_type is null or h.record_type = '${type.name}') and (h.item_id is null or h.item_id = t.id))`
}

/**
 * Whether somebody stops the use of the item `t` for the activity it was collected for, as SQL: an objection or a restriction that stands
 * or waits (L5). What it stops is decided for one person at a time, so work lists of many leave the item out. `usedFor`: where it
 * is looked at for another activity too.
 */
export function stoppedSql(type: RecordType, usedFor?: Activity): string {
  const against = usedFor === undefined ? '= t.activity' : `in (t.activity, '${usedFor}')`
  return `exists (select from standing_objection h ${reached(type)} and coalesce(h.against_activity, t.activity) ${against})`
}

function reached({ tie }: RecordType): string {
  return tie.keptBy ?? 'where false'
}

/** Whether a hold on a person can cover items of the type at all. */
export function canBeHeld({ tie }: RecordType): boolean {
  return tie.keptBy !== null
}

/** Of each of these items of a type, whether a hold on the person named beside it would cover it: it is stored, and theirs. Only ids are looked at. */
export async function coverable(
  { database }: Pick<GateParts, 'database'>,
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

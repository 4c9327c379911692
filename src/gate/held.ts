import type { Activity } from '#notice/vocabulary.ts'
import { roleName } from '#store/role-names.ts'
import { tableOf } from './columns.ts'
import type { GateParts } from './parts.ts'
import type { RecordType, Subject } from './record-type.ts'

/** A join, not a list for each item: at millions of items PostgreSQL then looks for all holds at once. */
const withTenures = 'join member_of m on m.person_id = h.person_id where m.tenure_id'

const reaches: Readonly<Record<Subject, string | null>> = {
  self: 'where h.person_id = t.id',
  own: 'where h.person_id = t.person_id',
  tenancy: `${withTenures} = t.id`,
  tenure: `${withTenures} = t.tenure_id`,
  household: `${withTenures} = t.tenure_id`,
  // Holds are placed on people, and on places for what was seen there; a message is tied to none, and a home or a camera is nobody's own.
  sender: null,
  'of-call': null,
  none: null,
  place: null,
  'at-place': 'where h.person_id = t.place_id',
  picture: 'join pictured_in i on i.person_id = h.person_id where i.picture_id = t.id',
  'of-picture': 'join pictured_in i on i.person_id = h.person_id where i.picture_id = t.picture_id',
}

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

function reached({ subject }: RecordType): string {
  return reaches[subject] ?? 'where false'
}

/** Whether a hold on a person can cover items of the type at all. */
export function canBeHeld({ subject }: RecordType): boolean {
  return reaches[subject] !== null
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

import type { RecordType, Subject } from './record-type.ts'

/** A join, not a list for each item: at millions of items PostgreSQL then looks for all holds at once. */
const withTenures = 'join member_of m on m.person_id = h.person_id where m.tenure_id'

const reaches: Readonly<Record<Subject, string>> = {
  self: 'where h.person_id = t.id',
  own: 'where h.person_id = t.person_id',
  tenancy: `${withTenures} = t.id`,
  tenure: `${withTenures} = t.tenure_id`,
  household: `${withTenures} = t.tenure_id`,
  // Holds are placed on people; a message is tied to none.
  sender: 'where false',
  none: 'where false',
  picture: 'join pictured_in i on i.person_id = h.person_id where i.picture_id = t.id',
  'of-picture': 'join pictured_in i on i.person_id = h.person_id where i.picture_id = t.picture_id',
}

/**
 * Whether a hold that has not been lifted covers the item `t`, as SQL. A hold on a person covers the tenures they belong to. `holds`:
 * where not all that stand are asked.
 */
export function heldSql(type: RecordType, holds = 'standing_hold'): string {
  return `exists (select from ${holds} h ${reaches[type.subject]}
    and (h.record_type is null or h.record_type = '${type.name}') and (h.item_id is null or h.item_id = t.id))`
}

/**
 * Whether somebody stops the use of the item `t` for the activity it was collected for, as SQL: an objection or a restriction that stands
 * or waits (L5). What it stops is decided for one person at a time, so work lists of many leave the item out.
 */
export function stoppedSql(type: RecordType): string {
  return `exists (select from standing_objection h ${reaches[type.subject]} and coalesce(h.against_activity, t.activity) = t.activity)`
}

import type { RecordType, Subject } from './record-type.ts'

const reaches: Readonly<Record<Subject, string>> = {
  self: 'h.person_id = t.id',
  own: 'h.person_id = t.person_id',
  tenancy: 'h.person_id in (select m.person_id from member_of m where m.tenure_id = t.id)',
  tenure: 'h.person_id in (select m.person_id from member_of m where m.tenure_id = t.tenure_id)',
  household: 'h.person_id in (select m.person_id from member_of m where m.tenure_id = t.tenure_id)',
  none: 'false',
}

/** Whether a hold that has not been lifted covers the item `t`, as SQL. A hold on a person covers the tenures they belong to. */
export function heldSql(type: RecordType): string {
  return `exists (select from standing_hold h where ${reaches[type.subject]}
    and (h.record_type is null or h.record_type = '${type.name}') and (h.item_id is null or h.item_id = t.id))`
}

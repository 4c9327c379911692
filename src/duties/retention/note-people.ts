import { tableOf } from '#gate/columns.ts'
import type { RecordType } from '#gate/record-type.ts'
import { isOfOnePerson } from '#gate/ties/tie.ts'
import type { Session } from '#store/database.ts'

/** Notes who has left and when. Forgets those who came back, and those of whom nothing is left. */
export async function noteLeavers(session: Session): Promise<void> {
  await session.query(`insert into leaver (person_id, left_on) select person_id, on_date from tenancy_ended
    on conflict (person_id) do update set left_on = excluded.left_on where leaver.left_on <> excluded.left_on`)
  await session.query(`delete from leaver l where not exists (select from person p where p.id = l.person_id)
    or exists (select from member_of m join tenure t on t.id = m.tenure_id where m.person_id = l.person_id and t.ended_on is null)`)
}

/**
 * Notes who never had a tenancy, and when anything was last stored about them. That day only moves forward, so deleting the newest item
 * does not make the person due earlier. Forgets those who have a tenancy now, and those of whom nothing is left. Only people whom the
 * database marked as new, or as no longer in a household, are looked up; any change meanwhile marks them again.
 */
export async function noteWithoutTenancy(session: Session, types: readonly RecordType[]): Promise<void> {
  // In a statement of its own, so that the next one sees all that these notes are about. What is being written at this moment cannot be
  // seen yet, and is left to the next sweep.
  const lookedUp = await session.query<{ id: string }>(`delete from tenancy_to_look_up where ctid = any(array(
    select ctid from tenancy_to_look_up for update skip locked)) returning person_id as id`)
  await session.query(
    `insert into without_tenancy (person_id, heard_on) select p.id, '-infinity' from person p
      where p.id = any($1::uuid[]) and ${hasNone('p.id')} on conflict do nothing`,
    [lookedUp.map(({ id }) => id)],
  )
  await session.query(
    `delete from without_tenancy w where not (${hasNone('w.person_id')}) or not exists (select from person p where p.id = w.person_id)`,
  )
  const newest = types
    .filter(({ tie }) => isOfOnePerson(tie) && !tie.standsAlone)
    .map((type) => `(select max(collected_at) from ${tableOf(type)} o where o.person_id = p.id)`)
  await session.query(`update without_tenancy w set heard_on = heard.on_day
    from (select p.id, (greatest(${['p.collected_at', ...newest].join(', ')}) at time zone 'Europe/London')::date as on_day
      from without_tenancy n join person p on p.id = n.person_id) heard
    where heard.id = w.person_id and heard.on_day > w.heard_on`)
}

function hasNone(person: string): string {
  return `not exists (select from member_of m where m.person_id = ${person}) and not exists (select from leaver l where l.person_id = ${person})`
}

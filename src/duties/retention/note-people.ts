import { tableOf } from '#gate/columns.ts'
import type { RecordType } from '#gate/record-type.ts'
import type { Session } from '#store/database.ts'

/** Notes who has left and when; forgets those who came back, and those of whom nothing is left. */
export async function noteLeavers(session: Session): Promise<void> {
  await session.query(`insert into leaver (person_id, left_on) select person_id, on_date from tenancy_ended
    on conflict (person_id) do update set left_on = excluded.left_on where leaver.left_on <> excluded.left_on`)
  await session.query(`delete from leaver l where not exists (select from person p where p.id = l.person_id)
    or exists (select from member_of m join tenure t on t.id = m.tenure_id where m.person_id = l.person_id and t.ended_on is null)`)
}

/**
 * Notes who never had a tenancy, and when anything was last taken in about them: the day only moves on, so that what is deleted before
 * them takes no time from it. Forgets those who have a tenancy now, and those of whom nothing is left.
 */
export async function noteWithoutTenancy(session: Session, types: readonly RecordType[]): Promise<void> {
  const newest = types
    .filter((type) => type.subject === 'own')
    .map((type) => `(select max(collected_at) from ${tableOf(type)} o where o.person_id = p.id)`)
  await session.query(`insert into without_tenancy (person_id, heard_on)
    select p.id, (greatest(${['p.collected_at', ...newest].join(', ')}) at time zone 'Europe/London')::date from person p
    where not exists (select from member_of m where m.person_id = p.id) and not exists (select from leaver l where l.person_id = p.id)
    on conflict (person_id) do update set heard_on = excluded.heard_on where without_tenancy.heard_on < excluded.heard_on`)
  await session.query(`delete from without_tenancy w where not exists (select from person p where p.id = w.person_id)
    or exists (select from member_of m where m.person_id = w.person_id) or exists (select from leaver l where l.person_id = w.person_id)`)
}

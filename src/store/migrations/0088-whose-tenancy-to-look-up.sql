-- Whose tenancy a sweep looks up: who is new, and whose place in a household has gone or changed. Everybody was held against every
-- membership each night to find the few who never had a tenancy. Whoever stands here and has one is forgotten at the next sweep. Noted again, a note is
-- locked, so that no sweep takes it before what it is about can be seen; always in the order of ids, so that nobody waits for each other.
create table tenancy_to_look_up (person_id uuid primary key);
insert into tenancy_to_look_up select id from person;
do $$
begin
  execute format('grant select, update, delete on tenancy_to_look_up to %I', current_schema() || '_sweeper');
end
$$;
-- Of the rows `touched` by a statement, whose they are stands in the column that the trigger names.
create function note_tenancy_to_look_up() returns trigger language plpgsql security definer set search_path from current as $$
begin
  execute format('insert into tenancy_to_look_up select distinct %1$I from touched where %1$I is not null order by %1$I
    on conflict (person_id) do update set person_id = excluded.person_id', tg_argv[0]);
  return null;
end
$$;
create trigger person_tenancy_to_look_up after insert on person referencing new table as touched
  for each statement execute function note_tenancy_to_look_up('id');
create trigger household_member_gone after delete on household_member referencing old table as touched
  for each statement execute function note_tenancy_to_look_up('person_id');
-- As they were: whoever they were may be in no household now.
create trigger household_member_changed after update on household_member referencing old table as touched
  for each statement execute function note_tenancy_to_look_up('person_id');

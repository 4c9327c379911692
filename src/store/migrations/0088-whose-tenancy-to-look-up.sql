-- Whose tenancy a sweep looks up: who is new, and whose place in a household has gone or become somebody else's. Everybody was held against every
-- membership each night to find the few who never had a tenancy. Whoever stands here and has one is forgotten at the next sweep. Noted again, a note is
-- locked, so that no sweep takes it before what it is about can be seen; always in the order of ids, so that nobody waits for each other.
create table tenancy_to_look_up (person_id uuid primary key);
insert into tenancy_to_look_up select id from person;
do $$
begin
  execute format('grant select, update, delete on tenancy_to_look_up to %I', current_schema() || '_sweeper');
end
$$;
create function note_new_people() returns trigger language plpgsql security definer set search_path from current as $$
begin
  insert into tenancy_to_look_up select id from added order by id
    on conflict (person_id) do update set person_id = excluded.person_id;
  return null;
end
$$;
create trigger person_tenancy_to_look_up after insert on person referencing new table as added
  for each statement execute function note_new_people();
create function note_members_gone() returns trigger language plpgsql security definer set search_path from current as $$
begin
  insert into tenancy_to_look_up select distinct person_id from gone where person_id is not null order by person_id
    on conflict (person_id) do update set person_id = excluded.person_id;
  return null;
end
$$;
create trigger household_member_gone after delete on household_member referencing old table as gone
  for each statement execute function note_members_gone();
create function note_member_was() returns trigger language plpgsql security definer set search_path from current as $$
begin
  insert into tenancy_to_look_up values (old.person_id) on conflict (person_id) do update set person_id = excluded.person_id;
  return null;
end
$$;
create trigger household_member_was_another after update of person_id on household_member for each row
  when (old.person_id is not null and new.person_id is distinct from old.person_id) execute function note_member_was();

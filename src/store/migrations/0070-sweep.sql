-- What the sweep stores: who left when, and what waits before it is deleted.

-- When people left. This outlives the household rows that say so, which are deleted on the same day as the rest, and the person last.
create table leaver (
  person_id uuid primary key,
  left_on date not null
);
create index leaver_left_on on leaver (left_on);
grant select, insert, update, delete on leaver to {sweeper};

-- People who never had a tenancy, and the day on which anything was last stored about them, since the end of a tenancy starts no clock for
-- them. Noted for the same reason as leavers: the rows that show it are deleted before the person.
create table without_tenancy (
  person_id uuid primary key,
  heard_on date not null
);
create index without_tenancy_heard_on on without_tenancy (heard_on);
grant select, insert, update, delete on without_tenancy to {sweeper};

-- People whose tenancy the next sweep looks up: new people, and those who left a household or whose place in one changed. Those who turn
-- out to have a tenancy are removed at the next sweep. Noting somebody again locks the row, so that no sweep takes it before the change can
-- be seen; always in the order of ids, so that two transactions cannot deadlock.
create table tenancy_to_look_up (
  person_id uuid primary key
);
grant select, update, delete on tenancy_to_look_up to {sweeper};
-- Notes the people of the rows `touched` by a statement, from the column that the trigger names.
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
-- The rows as they were before, since those people may be in no household now.
create trigger household_member_changed after update on household_member referencing old table as touched
  for each statement execute function note_tenancy_to_look_up('person_id');

-- Irreversible work that waits until somebody confirms it: all of it if the clock cannot be believed, or only the items that one import
-- made due. A wait ends with one confirmation, and stays on record.
create table deletion_wait (
  id uuid primary key default gen_random_uuid(),
  cause text not null check (cause = any ('{clock-gap,clock-behind,restore,import}'::text[])),
  -- By the clock of the process that placed it, which also decides what is due.
  since timestamptz not null,
  -- The last moment that was believed, if the wait is for the clock.
  believed timestamptz,
  -- What would be deleted, by record type. Null until it has been counted.
  goes jsonb,
  counted_at timestamptz,
  confirmed_at timestamptz,
  confirmed_by text,
  constraint confirmed_by_somebody check ((confirmed_at is null) = (confirmed_by is null)),
  constraint counted_at_a_moment check ((goes is null) = (counted_at is null)),
  constraint clock_believed check ((cause = 'import') = (believed is null))
);
-- A wait for the clock already covers everything, so there is only one.
create unique index deletion_wait_for_clock on deletion_wait ((true)) where confirmed_at is null and cause <> 'import';
create index deletion_wait_open on deletion_wait (since) where confirmed_at is null;
grant select, insert, update on deletion_wait to {sweeper}, {machinery};

-- What an import's wait covers: one item, or everything about a person. Deleted with the confirmation.
create table deletion_wait_item (
  wait_id uuid not null references deletion_wait (id),
  person_id uuid,
  record_type text,
  item_id uuid,
  constraint person_or_item check ((person_id is null) = (item_id is not null and record_type is not null))
);
create index deletion_wait_item_wait on deletion_wait_item (wait_id);
create index deletion_wait_item_item on deletion_wait_item (record_type, item_id) where item_id is not null;
create index deletion_wait_item_person on deletion_wait_item (person_id) where person_id is not null;
grant select, insert, delete on deletion_wait_item to {sweeper}, {machinery};

-- The two clocks, the process's and the database's, when they were last believed, and how far evidence had come then.
create table clock_look (
  single boolean primary key default true check (single),
  clock timestamptz not null,
  database_clock timestamptz not null,
  seq bigint not null
);
grant select, insert, update on clock_look to {sweeper};

-- What the sweep knows: who left when, and what waits before it is deleted.

-- When people left, kept past the household rows that say so: those go on the same day as the rest, and the person last of all.
create table leaver (
  person_id uuid primary key,
  left_on date not null
);
create index leaver_left_on on leaver (left_on);
grant select, insert, update, delete on leaver to {sweeper};

-- People who never had a tenancy, and the day anything was last taken in about them: no tenancy's end starts a clock of theirs. Noted as
-- leavers are, since what says it is deleted before the person.
create table without_tenancy (
  person_id uuid primary key,
  heard_on date not null
);
create index without_tenancy_heard_on on without_tenancy (heard_on);
grant select, insert, update, delete on without_tenancy to {sweeper};

-- Whose tenancy a sweep looks up: who is new, and whose place in a household has gone or changed. Whoever stands here and has a tenancy is
-- forgotten at the next sweep. Noted again, a note is locked, so that no sweep takes it before what it is about can be seen; always in the order of
-- ids, so that nobody waits for each other.
create table tenancy_to_look_up (
  person_id uuid primary key
);
grant select, update, delete on tenancy_to_look_up to {sweeper};
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

-- Irreversible work that waits until somebody confirms it: all of it, because the clock cannot be believed, or the items alone that one
-- import made due. A wait ends by one confirmation and stays on record.
create table deletion_wait (
  id uuid primary key default gen_random_uuid(),
  cause text not null check (cause = any ('{clock-gap,clock-behind,import}'::text[])),
  -- By the clock of the process that placed it, which is the clock that falls due.
  since timestamptz not null,
  -- The last moment that was believed, where the clock is the cause.
  believed timestamptz,
  -- What would go, by record type. Null until it has been counted.
  goes jsonb,
  counted_at timestamptz,
  confirmed_at timestamptz,
  confirmed_by text,
  constraint confirmed_by_somebody check ((confirmed_at is null) = (confirmed_by is null)),
  constraint counted_at_a_moment check ((goes is null) = (counted_at is null)),
  constraint clock_believed check ((cause = 'import') = (believed is null))
);
-- A clock that cannot be believed holds everything already: a second wait for it says nothing more.
create unique index deletion_wait_for_clock on deletion_wait ((true)) where confirmed_at is null and cause <> 'import';
create index deletion_wait_open on deletion_wait (since) where confirmed_at is null;
grant select, insert, update on deletion_wait to {sweeper}, {machinery};

-- What an import's wait holds: one item, or everything about a person. Gone with the confirmation.
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

-- The two clocks as they were last believed, the process's and the database's, and how far evidence had come then.
create table clock_look (
  single boolean primary key default true check (single),
  clock timestamptz not null,
  database_clock timestamptz not null,
  seq bigint not null
);
grant select, insert, update on clock_look to {sweeper};

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

-- The two clocks as they were last believed, the process's and the database's, and how far evidence had come then.
create table clock_look (
  single boolean primary key default true check (single),
  clock timestamptz not null,
  database_clock timestamptz not null,
  seq bigint not null
);

do $$
declare
  taker text;
begin
  foreach taker in array array['_sweeper', '_machinery'] loop
    execute format('grant select, insert, update on deletion_wait to %I', current_schema() || taker);
    execute format('grant select, insert, delete on deletion_wait_item to %I', current_schema() || taker);
  end loop;
  execute format('grant select, insert, update on clock_look to %I', current_schema() || '_sweeper');
  -- How far evidence has come, and by which clock: what the clock is held against.
  execute format('grant select (seq, at) on evidence to %I', current_schema() || '_sweeper');
end
$$;

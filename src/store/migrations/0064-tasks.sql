-- What waits for somebody until a day: of which kind, for which role, about which item (and whose). Ids and dates; what was written down
-- when it was done is sealed under a key of the task's own. It goes with the person it is about.
create table task (
  id uuid primary key default gen_random_uuid(),
  kind text not null,
  role text not null,
  about uuid not null,
  person_id uuid references person (id) on delete cascade,
  due_on date not null,
  raised_at timestamptz not null default clock_timestamp(),
  done_at timestamptz,
  -- Null where no colleague settled it: it fell away, or what it was about is gone.
  done_by text,
  sealed_proof bytea,
  constraint done_once check (done_at is not null or (done_by is null and sealed_proof is null))
);
-- One that waits, for each thing to be done.
create unique index task_open on task (kind, about) where done_at is null;
create index task_due on task (role, due_on, id) where done_at is null;
create index task_done on task (role, done_at desc, id) where done_at is not null;
create index task_person on task (person_id) where person_id is not null;
do $$
begin
  execute format('grant select, insert, update, delete on task to %I', current_schema() || '_machinery');
  execute format('grant select (id) on task to %I', current_schema() || '_keys');
end
$$;

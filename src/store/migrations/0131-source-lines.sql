-- What another system last said of an item, as fingerprints of its values: a line that says the same again changes nothing, even where the item was
-- put right or deleted here meanwhile. Fingerprints are made with a secret of the landlord's own, so that nobody can guess values by trying. They
-- stay when the item goes: what would come back by the same file is known by them, and by nothing else. `line`: of the line as it was written;
-- `fields`: of each value that was taken from it.
create table source_line (
  item_id uuid primary key,
  record_type text not null,
  line text not null,
  fields jsonb not null
);

-- What another system says now of a value that was put right here since: kept, sealed under the person's key, until somebody decides. It falls with
-- its item.
create table source_conflict (
  id uuid primary key default gen_random_uuid(),
  record_type text not null,
  item_id uuid not null,
  field text not null,
  category text not null,
  activity text not null,
  person_id uuid not null references person (id) on delete cascade,
  source text not null,
  said_at timestamptz not null,
  sealed_value bytea not null,
  constraint source_conflict_once unique (item_id, field)
);
create index source_conflict_person on source_conflict (person_id);

do $$
begin
  execute format('grant select on source_line to %I', current_schema() || '_facts');
  execute format('grant select (item_id) on source_conflict to %I', current_schema() || '_machinery');
  execute format('grant select (id, record_type, item_id, activity, field, category, person_id), delete on source_conflict to %I', current_schema() || '_sweeper');
end
$$;

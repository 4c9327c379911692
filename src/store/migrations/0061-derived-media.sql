-- What was made of something in the vault (a thumbnail, a waveform): it lies there by itself and falls with its parent. It has no key of its
-- own here: it is drawn from the parent's, so that whoever cannot open the parent cannot open it.
create table derived_media (
  media_id uuid primary key,
  parent_id uuid not null,
  record_type text not null,
  kind text not null check (kind ~ '^[a-z][a-z0-9-]{0,62}$'),
  media_type text not null,
  media_bytes bigint not null check (media_bytes >= 0),
  constraint derived_media_once_of_a_kind unique (parent_id, kind)
);
-- The parent is a row of the record type's own table, and stays until this is committed: one that goes afterwards finds what was made of it.
create function derived_media_has_parent() returns trigger language plpgsql security definer set search_path from current as $$
declare parents integer;
begin
  execute format('select from %I where media_id = $1 for key share', replace(new.record_type, '-', '_')) using new.parent_id;
  get diagnostics parents = row_count;
  if parents = 0 then raise foreign_key_violation using constraint = 'derived_media_parent'; end if;
  return new;
end
$$;
create trigger derived_media_has_parent before insert on derived_media
  for each row execute function derived_media_has_parent();
do $$
begin
  execute format('grant select, delete on derived_media to %I', current_schema() || '_sweeper');
end
$$;

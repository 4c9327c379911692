-- What was recorded, filmed or pictured (D7, CV2): the row says where it lies in the vault and holds its key, sealed under the person's.
alter table call_recording
  add column media_id uuid unique,
  add column media_type text,
  add column media_bytes bigint check (media_bytes >= 0),
  add column sealed_call_recordings bytea;

-- What lies in the vault of rows that are gone, however they went: noted in the deleting transaction, and gone from here once its bytes are.
create table media_gone (
  media_id uuid primary key,
  gone_at timestamptz not null default clock_timestamp()
);
create function note_media_gone() returns trigger language plpgsql security definer set search_path from current as $$
begin
  insert into media_gone (media_id) values (old.media_id);
  return null;
end
$$;
-- Row by row and only where there is something: a table of all deleted rows cost a sweep of those without a third of its time.
create trigger call_recording_media_gone after delete on call_recording
  for each row when (old.media_id is not null) execute function note_media_gone();
do $$
begin
  execute format('grant select, delete on media_gone to %I', current_schema() || '_sweeper');
end
$$;

-- Where a recorded call went and how much of it was recorded (TC5) lies sealed with the rest; which contact it belongs to is an id.
alter table call_recording add column contact_id uuid;

-- A recorded call of which nobody knows yet whose it is: under a key of its own until somebody links it, and gone on its day like any other.
create table unlinked_call (
  like item including all,
  started_at timestamptz not null,
  seconds integer not null check (seconds >= 0),
  direction text not null,
  taken_by text,
  calling_number text,
  media_id uuid unique,
  media_type text,
  media_bytes bigint check (media_bytes >= 0),
  sealed_call_recordings bytea
);
create index unlinked_call_clock on unlinked_call (activity, clock_from);
create index unlinked_call_purpose on unlinked_call (activity, id);

-- Linked to somebody it goes on lying where it lies: only what no row names any more goes.
create function note_unlinked_media_gone() returns trigger language plpgsql security definer set search_path from current as $$
begin
  if not exists (select from call_recording where media_id = old.media_id) then
    insert into media_gone (media_id) values (old.media_id);
  else
    update derived_media set record_type = 'call-recording' where parent_id = old.media_id;
  end if;
  return null;
end
$$;
create trigger unlinked_call_media_gone after delete on unlinked_call
  for each row when (old.media_id is not null) execute function note_unlinked_media_gone();

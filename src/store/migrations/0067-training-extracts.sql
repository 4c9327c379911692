-- A cut of a recorded call for training (TC7): an asset of its own, under a key of its own, of nobody who can be recognised or of people who
-- agreed. Whose recording it was cut from is an id, so that a consent taken back closes it.
create table training_extract (
  like item including all,
  title text not null,
  claim text not null check (claim in ('nobody-identifiable', 'consent')),
  seconds integer not null check (seconds > 0),
  made_on date not null,
  made_by text not null,
  made_by_id text,
  cut_from uuid,
  of_person uuid,
  released_on date,
  released_by text,
  media_id uuid unique,
  media_type text,
  media_bytes bigint check (media_bytes >= 0),
  sealed_call_recordings bytea
);
create index training_extract_clock on training_extract (activity, clock_from);
create index training_extract_purpose on training_extract (activity, id);
create trigger training_extract_media_gone after delete on training_extract
  for each row when (old.media_id is not null) execute function note_media_gone();

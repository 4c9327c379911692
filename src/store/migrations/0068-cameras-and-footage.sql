-- The register of cameras (CV1). A camera has a key among those of people, and what it films is sealed under it.
create table camera (
  like item including all,
  reference text not null unique,
  name text not null,
  site text not null,
  postcode text,
  asset_id uuid references asset (id),
  purpose text not null,
  signs text not null,
  assessed_on date,
  assessment text,
  assessment_review_on date,
  review_on date not null,
  removed_on date,
  constraint camera_reviewed_after_assessed check (assessment_review_on is null or assessed_on is null or assessment_review_on >= assessed_on)
);
create index camera_purpose on camera (activity, id);
create index camera_postcode on camera (upper(replace(postcode, ' ', '')));
create index camera_asset on camera (asset_id);

create table footage (
  like item including all,
  place_id uuid not null references camera (id),
  started_at timestamptz not null,
  ended_at timestamptz not null,
  media_id uuid unique,
  media_type text,
  media_bytes bigint check (media_bytes >= 0),
  sealed_cctv_footage bytea,
  constraint footage_ends_after_it_starts check (ended_at >= started_at)
);
create index footage_place on footage (place_id, started_at);
create index footage_purpose on footage (activity, id);
create index footage_due on footage (activity, clock_from);
create index footage_open on footage (activity, collected_at) where clock_from is null;
create trigger footage_media_gone after delete on footage
  for each row when (old.media_id is not null) execute function note_media_gone();

-- Who lives or lived where a camera stands, ids only: at the same home or block, or at the same postcode. `lived_until` is null while they do.
create view watched_home as
  select distinct m.person_id, c.id as place_id, t.ended_on as lived_until
  from member_of m join tenure t on t.id = m.tenure_id join asset a on a.id = t.asset_id
  join camera c on c.asset_id = a.id or upper(replace(c.postcode, ' ', '')) = upper(replace(a.postcode, ' ', ''));

-- Footage may have to be held though nobody it shows is known: then the hold is the camera's.
alter table hold drop constraint hold_person_id_fkey;

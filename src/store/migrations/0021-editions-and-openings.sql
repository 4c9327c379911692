-- Released editions, kept for ever and never changed (N4). `body` is the canonical JSON whose SHA-256 is `hash`.
create table edition (
  hash text primary key check (hash ~ '^[0-9a-f]{64}$'),
  id text not null,
  in_force_from date not null,
  body text not null,
  published_at timestamptz not null default clock_timestamp()
);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'a released edition is never changed' using errcode = '23001';
end
$$;
create trigger edition_is_immutable before update or delete on edition
  for each row execute function refuse_change();

-- A colleague's opening of a person's record: why, until when. The reference (a case or call number) is the colleague's words and
-- goes with the opening; evidence holds ids only.
create table opening (
  id uuid primary key,
  person_id uuid not null,
  colleague text not null,
  colleague_name text not null,
  role text not null,
  activity text not null,
  reason text not null,
  reference text not null,
  special_reason text,
  opened_at timestamptz not null,
  closes_at timestamptz not null,
  closed_at timestamptz
);
create index opening_colleague on opening (colleague, opened_at);
create index opening_person on opening (person_id, opened_at);

-- An identity check (SE2): whether what a caller said matched, never what they said.
create table identity_check (
  id uuid primary key,
  person_id uuid not null,
  colleague text not null,
  passed boolean not null,
  asked integer not null,
  matched integer not null,
  checked_at timestamptz not null
);
create index identity_check_person on identity_check (person_id, checked_at);

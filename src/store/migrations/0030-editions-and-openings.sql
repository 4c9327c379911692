-- Released editions of the notice, kept for ever and never changed (N4). `body` is the canonical JSON whose SHA-256 is `hash`.
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
grant select on edition to {machinery};

-- A colleague's opening of a person's record: by whom, for what, until when. `sealed_reason`: the reference (a case or call number) and why
-- health information was needed, in the colleague's words, under the person's key. `private_setting`: whether they confirmed that nobody
-- else can hear or see it (TC9); without that, call recordings stay closed. `call_reference`: the telephone system's own reference of the
-- ringing call that the record was opened for.
create table opening (
  id uuid primary key,
  person_id uuid not null,
  colleague text not null,
  colleague_name text not null,
  role text not null,
  activity text not null,
  reason text not null,
  private_setting boolean not null default false,
  opened_at timestamptz not null,
  closes_at timestamptz not null,
  closed_at timestamptz,
  sealed_reason bytea,
  call_reference text
);
create index opening_colleague on opening (colleague, opened_at);
create index opening_person on opening (person_id, opened_at);
-- Openings have a retention period of their own, however long the record stays (src/duties/retention/beside.ts).
create index opening_opened on opening (opened_at);
grant select, insert, update, delete on opening to {machinery};

-- An identity check (SE2): whether what a caller said matched, but not what they said.
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
-- Each check counts the colleague's recent failed checks, since somebody who guesses tries one person after another.
create index identity_check_colleague on identity_check (colleague, checked_at);
-- Checks have a retention period of their own, like openings.
create index identity_check_checked on identity_check (checked_at);
grant select, insert, update, delete on identity_check to {machinery};

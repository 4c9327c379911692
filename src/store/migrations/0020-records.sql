-- The record types of src/records, one table each. What every row carries stands once, in `item`: which activity it was collected for,
-- from which source, when and under which edition (P2, S1-S6); `clock_from` is the date of the item's own event, from which its period
-- runs (RT1). `sealed_*` columns are ciphertext under the person's own key.

create table item (
  id uuid primary key,
  activity text not null,
  source text not null,
  source_reason text,
  collected_at timestamptz not null,
  edition text not null,
  clock_from date,
  constraint other_source_has_reason check (source <> 'other' or source_reason is not null)
);

create table person (
  like item including all,
  title text,
  first_name text,
  middle_name text,
  last_name text,
  preferred_name text,
  date_of_birth date,
  sealed_support_needs bytea
);

create table asset (
  like item including all,
  asset_type text not null,
  address text not null,
  postcode text,
  uprn text,
  patch text,
  housing_officer text
);
create index asset_postcode on asset (postcode);

create table tenure (
  like item including all,
  asset_id uuid references asset (id),
  tenure_type text not null,
  payment_reference text,
  started_on date,
  ended_on date,
  constraint ends_after_start check (ended_on is null or started_on is null or ended_on >= started_on)
);
create index tenure_asset on tenure (asset_id);
create index tenure_ended on tenure (ended_on);

create table household_member (
  like item including all,
  person_id uuid references person (id),
  tenure_id uuid not null references tenure (id),
  full_name text not null,
  date_of_birth date,
  is_responsible boolean not null,
  person_tenure_type text
);
create index household_member_person on household_member (person_id);
create index household_member_tenure on household_member (tenure_id);

create table contact_detail (
  like item including all,
  person_id uuid not null references person (id),
  contact_type text not null,
  sub_type text,
  value text not null,
  valid_until date
);
create index contact_detail_person on contact_detail (person_id);
create index contact_detail_clock on contact_detail (clock_from);

create table rent_account (
  like item including all,
  tenure_id uuid not null references tenure (id),
  reference text not null,
  opened_on date,
  closed_on date
);
create index rent_account_tenure on rent_account (tenure_id);

create table rent_entry (
  like item including all,
  tenure_id uuid not null references tenure (id),
  rent_account_id uuid not null references rent_account (id),
  posted_on date not null,
  kind text not null,
  pence bigint not null,
  words text
);
create index rent_entry_tenure on rent_entry (tenure_id, posted_on);
create index rent_entry_account on rent_entry (rent_account_id);
create index rent_entry_clock on rent_entry (clock_from);

create table contact_log (
  like item including all,
  person_id uuid not null references person (id),
  happened_at timestamptz not null,
  channel text not null,
  direction text not null,
  topic text not null,
  taken_by text,
  sealed_contact_log bytea
);
create index contact_log_person on contact_log (person_id, happened_at);
create index contact_log_clock on contact_log (clock_from);

create table call_recording (
  like item including all,
  person_id uuid not null references person (id),
  started_at timestamptz not null,
  seconds integer not null check (seconds >= 0),
  direction text not null,
  taken_by text,
  calling_number text
);
create index call_recording_person on call_recording (person_id, started_at);
create index call_recording_clock on call_recording (clock_from);

create table consent (
  like item including all,
  person_id uuid not null references person (id),
  for_activity text not null,
  answer text not null check (answer in ('given', 'refused')),
  wording text not null,
  answered_at timestamptz not null,
  how text not null,
  taken_by text,
  ended_on date
);
create index consent_person on consent (person_id, for_activity);
create index consent_clock on consent (clock_from);

create table hold (
  like item including all,
  person_id uuid not null references person (id),
  record_type text,
  item_id uuid,
  reason text not null,
  placed_by text not null,
  placed_on date not null,
  review_on date not null,
  lifted_on date,
  sealed_documents bytea,
  constraint one_item_is_of_one_kind check (item_id is null or record_type is not null)
);
create index hold_person on hold (person_id) where lifted_on is null;
create index hold_clock on hold (clock_from);

-- Who belongs to a tenure, ids only: how a person's rent account or household is found without reading the household.
create view responsible_for as
  select person_id, tenure_id from household_member where is_responsible and person_id is not null;
create view member_of as
  select person_id, tenure_id from household_member where person_id is not null;
-- The homes a person is responsible for, ids only.
create view home_of as
  select r.person_id, t.asset_id from responsible_for r join tenure t on t.id = r.tenure_id where t.asset_id is not null;

-- People who have left: every tenure they were in has ended, and when the last did. Clocks of `tenancy-ended` run from it.
create view tenancy_ended as
  select m.person_id, max(t.ended_on) as on_date
  from household_member m join tenure t on t.id = m.tenure_id
  where m.person_id is not null
  group by m.person_id
  having bool_and(t.ended_on is not null);

-- Objections and restrictions (L5; UK GDPR Articles 18 and 21): what a person stops, and what was decided of it.
create table objection (
  like item including all,
  person_id uuid not null references person (id),
  kind text not null check (kind in ('objection', 'restriction')),
  against_activity text,
  made_on date not null,
  decision text not null check (decision in ('waiting', 'upheld', 'refused')),
  decided_on date,
  ended_on date,
  sealed_consents bytea
);
create index objection_person on objection (person_id);
create index objection_purpose on objection (activity, id);
create index objection_due on objection (activity, clock_from);
create index objection_open on objection (activity, collected_at) where clock_from is null;

-- What stands or waits, ids only: whoever makes a list of many people's items leaves theirs out, and sees nothing of why.
create view standing_objection as
  select person_id, against_activity from objection
  where (ended_on is null or ended_on > current_date) and (decision <> 'refused' or kind = 'objection' and against_activity = 'marketing');

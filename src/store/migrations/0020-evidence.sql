-- Evidence: every answer and act, append-only, and the seals over them.

-- Evidence counts time by the number of the writing transaction, which only rises. A database that is restored into a new cluster starts
-- counting from the bottom again; evidence_offset is then raised above all that was recorded (src/evidence/clock.ts). It is a constant in a
-- function, so that it costs nothing; stable rather than immutable, so that plans prepared on open connections notice when it is raised.
create function evidence_offset() returns bigint language sql stable return 0::bigint;
create function evidence_clock() returns bigint language sql stable
  return evidence_offset() + pg_current_xact_id()::text::bigint;
grant execute on function evidence_offset(), evidence_clock() to public;

-- Closed lists of words are arrays of one constant. `in (…)` would be fifteen constants, which every appending statement plans, and a
-- pattern would be matched for every row, which costs more than storing it.
create table evidence (
  seq bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  tx bigint not null default evidence_clock(),
  kind text not null check (kind = any (
    '{opening,read,change,refusal,search,sweep,hold,import,publish,rights,decision,sign-in,erasure,seal-check,system}'::text[])),
  actor text not null constraint actor_is_pseudonymous check (
    split_part(actor, ':', 1) = any ('{colleague,person,system}'::text[]) and actor ~ '^[a-z]*:[A-Za-z0-9_-]+$'),
  role text,
  activity text,
  act text,
  subject uuid,
  -- A look at many people's items is one act: one row names them all.
  subjects uuid[],
  record_type text,
  categories text[] not null default '{}',
  outcome text not null check (outcome = any ('{permitted,refused,needs-consent,done,failed}'::text[])),
  reasons text[] not null default '{}',
  basis text,
  clauses text[] not null default '{}',
  edition text,
  opening uuid,
  detail jsonb not null default '{}',
  constraint evidence_about_one_or_many check (subjects is null or subject is null)
);
create index evidence_sealing on evidence (tx, seq);
-- Who looked at a person, newest first.
create index evidence_subject on evidence (subject, at) where subject is not null;
-- New entries are collected, up to 4 MB, and added together by person. Adding each of a page of four hundred by itself takes twice as long.
-- Queries in the meantime read the collected list from end to end.
create index evidence_subjects on evidence using gin (subjects) with (fastupdate = on) where subjects is not null;
-- The last seal check. Reads are nine rows in ten, and nobody looks for the last of them.
create index evidence_kind on evidence (kind, at) where kind <> 'read';
-- The last sweep is the one recorded last, not the one with the latest date: a clock that leapt ahead and came back leaves dates in the
-- future.
create index evidence_sweeps on evidence (outcome, seq) where kind = 'sweep' and record_type is null;
-- Each start compares the erasures in evidence with the log outside the database. They are few, and reads and new items are not among them.
create index evidence_erasures on evidence (at) where act = 'delete' and kind = 'change';

-- A row as the writing code passes it: PostgreSQL reads arrays of this type in half the time of JSON. In the order of
-- src/evidence/append.ts.
create type evidence_entry as (
  kind text,
  actor text,
  role text,
  activity text,
  act text,
  subject uuid,
  subjects uuid[],
  record_type text,
  categories text[],
  outcome text,
  reasons text[],
  basis text,
  clauses text[],
  edition text,
  opening uuid,
  detail jsonb
);

-- Compares how many rows of evidence were written with how many should have been. Called in the statement that makes a change, it fails
-- that statement if its evidence was not stored, whatever prevented it: a trigger, a rule or a policy.
create function evidence_whole(written bigint, wanted bigint) returns boolean language plpgsql stable as $$
begin
  if written is distinct from wanted then
    raise exception 'evidence was not recorded' using errcode = 'AE001';
  end if;
  return true;
end
$$;
grant execute on function evidence_whole(bigint, bigint) to public;

-- A seal covers the rows that its sealer saw and no earlier seal covers (docs/decisions/0012). `running`: the transactions that had not
-- ended then; their rows are in the first seal that sees them.
create table evidence_seal (
  n bigint primary key check (n > 0),
  from_tx bigint not null,
  to_tx bigint not null,
  running bigint[] not null default '{}',
  first_seq bigint not null,
  last_seq bigint not null,
  count bigint not null check (count > 0),
  root bytea not null,
  head bytea not null,
  sealed_at timestamptz not null,
  constraint seal_moves_forward check (to_tx >= from_tx)
);
-- Which seal covers a row, by the number of the row's transaction. There is a seal for each second in which something was recorded.
create index evidence_seal_covers on evidence_seal (to_tx, n);

-- Privileges already let nobody change evidence; this prevents the owner's mistakes.
create function refuse_to_change_evidence() returns trigger language plpgsql as $$
begin
  raise exception 'evidence is only ever added to' using errcode = '23001';
end
$$;
create trigger evidence_is_append_only before update or delete or truncate on evidence
  for each statement execute function refuse_to_change_evidence();
create trigger seals_are_append_only before update or delete or truncate on evidence_seal
  for each statement execute function refuse_to_change_evidence();

-- The evidence role may add and read. It may not choose seq, at or tx, which are the database's own.
grant select on evidence, evidence_seal to {evidence};
grant insert (kind, actor, role, activity, act, subject, subjects, record_type, categories, outcome, reasons, basis, clauses, edition, opening,
  detail) on evidence to {evidence};
grant insert on evidence_seal to {evidence};
-- How far evidence has come, and by which clock, to check the clock against.
grant select (seq, at) on evidence to {sweeper};

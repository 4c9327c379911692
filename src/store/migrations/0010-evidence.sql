-- The record of every answer and act, append-only, and the seals over it.

-- Time as evidence counts it: the number of the writing transaction, which only rises. Transactions commit in another order than they
-- began, so a sealer takes all below the oldest still running. A database restored into a new cluster starts counting again from the
-- bottom; evidence_offset is then raised above all that was recorded (src/evidence/clock.ts). A constant in a function, so that it costs
-- nothing; stable, not immutable, so that plans prepared on open connections learn of the raise.
create function evidence_offset() returns bigint language sql stable return 0::bigint;
create function evidence_clock() returns bigint language sql stable
  return evidence_offset() + pg_current_xact_id()::text::bigint;
-- Every transaction below it has ended: nothing more will be recorded there.
create function evidence_boundary() returns bigint language sql stable
  return evidence_offset() + pg_snapshot_xmin(pg_current_snapshot())::text::bigint;
grant execute on function evidence_offset(), evidence_clock(), evidence_boundary() to public;

create table evidence (
  seq bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  tx bigint not null default evidence_clock(),
  kind text not null check (kind in ('opening', 'read', 'change', 'refusal', 'search', 'sweep', 'hold', 'import', 'publish', 'rights',
    'decision', 'sign-in', 'erasure', 'seal-check', 'system')),
  actor text not null constraint actor_is_pseudonymous check (actor ~ '^(colleague|person|system):[A-Za-z0-9_-]+$'),
  role text,
  activity text,
  act text,
  subject uuid,
  record_type text,
  categories text[] not null default '{}',
  outcome text not null check (outcome in ('permitted', 'refused', 'needs-consent', 'done', 'failed')),
  reasons text[] not null default '{}',
  basis text,
  clauses text[] not null default '{}',
  edition text,
  opening uuid,
  detail jsonb not null default '{}'
);
create index evidence_sealing on evidence (tx, seq);
-- Who looked at a person, newest first.
create index evidence_subject on evidence (subject, at) where subject is not null;
-- The last sweep, the last seal check. Reads are nine rows in ten and nobody asks for the last of them.
create index evidence_kind on evidence (kind, at) where kind <> 'read';

-- One seal over the rows with from_tx <= tx < to_tx, in the order of (tx, seq). No two seals touch, none leaves a gap.
create table evidence_seal (
  n bigint primary key check (n > 0),
  from_tx bigint not null,
  to_tx bigint not null,
  first_seq bigint not null,
  last_seq bigint not null,
  count bigint not null check (count > 0),
  root bytea not null,
  head bytea not null,
  sealed_at timestamptz not null,
  constraint seal_moves_forward check (to_tx > from_tx)
);

-- Privileges already let nobody change evidence; this stops the owner's own slip.
create function refuse_to_change_evidence() returns trigger language plpgsql as $$
begin
  raise exception 'evidence is only ever added to' using errcode = '23001';
end
$$;
create trigger evidence_is_append_only before update or delete or truncate on evidence
  for each statement execute function refuse_to_change_evidence();
create trigger seals_are_append_only before update or delete or truncate on evidence_seal
  for each statement execute function refuse_to_change_evidence();

-- The evidence role may add and read. It may not choose seq, at or tx: those are the database's own.
do $$
declare
  evidence_role text := current_schema() || '_evidence';
begin
  execute format('grant usage on schema %I to %I', current_schema(), evidence_role);
  execute format('grant select on evidence, evidence_seal to %I', evidence_role);
  execute format('grant insert (kind, actor, role, activity, act, subject, record_type, categories, outcome, reasons, basis, clauses, '
    'edition, opening, detail) on evidence to %I', evidence_role);
  execute format('grant insert on evidence_seal to %I', evidence_role);
end
$$;

-- A look at many people's items is one act: one row that names them all, where it was a row for each of them. A page of ten took ten rows of
-- some 600 bytes, each with three entries of indexes and its checks; now one, and one entry for each person.
alter table evidence
  add column subjects uuid[],
  add constraint evidence_about_one_or_many check (subjects is null or subject is null);
-- Kept whole at each insert: what waits in a list of its own makes whoever looks next read that list through.
create index evidence_subjects on evidence using gin (subjects) with (fastupdate = off) where subjects is not null;

-- As what writes hands it over: arrays of this are read in half the time that JSON takes. In the order of src/evidence/append.ts.
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

-- Whoever may append may say of whom.
do $$
declare
  writer text;
begin
  for writer in select distinct grantee::regrole::text from pg_attribute a, aclexplode(a.attacl)
    where attrelid = 'evidence'::regclass and attname = 'kind' and privilege_type = 'INSERT' and grantee <> 0 loop
    execute format('grant insert (subjects) on evidence to %s', writer);
  end loop;
end
$$;

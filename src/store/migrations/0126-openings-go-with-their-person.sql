-- Why somebody's record was opened, and whether they were checked, is about them: it goes when they go, whatever takes them away.
create function forget_openings_of_people() returns trigger language plpgsql security definer set search_path from current as $$
begin
  delete from opening o using gone g where o.person_id = g.id;
  delete from identity_check c using gone g where c.person_id = g.id;
  return null;
end
$$;
create trigger person_openings_gone after delete on person referencing old table as gone
  for each statement execute function forget_openings_of_people();

-- Each of these has its time, however long what it is about stays (src/duties/retention/beside.ts).
create index opening_opened on opening (opened_at);
create index identity_check_checked on identity_check (checked_at);
do $$
declare
  machinery text := current_schema() || '_machinery';
begin
  execute format('grant delete on opening, identity_check to %I', machinery);
  execute format('grant select on key_in_use to %I', machinery);
end
$$;

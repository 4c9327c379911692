-- People who never had a tenancy, and the day anything was last taken in about them: no tenancy's end starts a clock of theirs. Noted as
-- leavers are, since what says it is deleted before the person.
create table without_tenancy (
  person_id uuid primary key,
  heard_on date not null
);
create index without_tenancy_heard_on on without_tenancy (heard_on);
do $$
begin
  execute format('grant select, insert, update, delete on without_tenancy to %I', current_schema() || '_sweeper');
end
$$;

-- Items whose event has not happened, oldest first: they wait for a review in the end. One whose clock has started costs nothing here.
create index contact_log_open on contact_log (activity, collected_at) where clock_from is null;
create index rent_entry_open on rent_entry (activity, collected_at) where clock_from is null;
create index consent_open on consent (activity, collected_at) where clock_from is null;
create index hold_open on hold (activity, collected_at) where clock_from is null;

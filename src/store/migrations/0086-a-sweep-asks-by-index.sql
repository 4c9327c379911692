-- Leavers are looked for among those of tenures that have ended: everybody's memberships were gone through each night, however few had left.
create or replace view tenancy_ended as
  select m.person_id, max(t.ended_on) as on_date
  from household_member m join tenure t on t.id = m.tenure_id
  where m.person_id in (select h.person_id from tenure e join household_member h on h.tenure_id = e.id where e.ended_on is not null)
  group by m.person_id
  having bool_and(t.ended_on is not null);
-- Most of these have no event of their own and go when the tenancy has ended: a sweep read everybody's row to find the few that have one.
create index person_due on person (activity, clock_from) where clock_from is not null;
create index household_member_due on household_member (activity, clock_from) where clock_from is not null;
create index tenure_due on tenure (activity, clock_from) where clock_from is not null;
create index rent_account_due on rent_account (activity, clock_from) where clock_from is not null;

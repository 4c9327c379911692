-- A seal covers the rows that its sealer saw, and tells which transactions were still running then: their rows stand in the seal that first sees
-- them. Nothing rests on who writes meanwhile, nor for how long.
alter table evidence_seal
  add column running bigint[] not null default '{}',
  drop constraint seal_moves_forward,
  add constraint seal_moves_forward check (to_tx >= from_tx);
drop function evidence_boundary();

-- Holds the rows of evidence that were written against those that were to be. Said in the statement that makes a change, it takes the change back
-- where its evidence did not come to stand, whatever kept it away: a trigger, a rule, a policy.
create function evidence_whole(written bigint, wanted bigint) returns boolean language plpgsql stable as $$
begin
  if written is distinct from wanted then
    raise exception 'evidence was not recorded' using errcode = 'AE001';
  end if;
  return true;
end
$$;
grant execute on function evidence_whole(bigint, bigint) to public;

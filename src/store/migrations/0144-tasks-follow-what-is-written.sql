-- A task is raised and ended by whoever writes what it is about, in the same transaction (src/duties/cases), and goes with it when it is swept.
drop trigger hold_is_reviewed on hold;
drop function note_hold_review();
drop trigger disclosure_is_looked_at on disclosure;
drop function note_disclosure_look();
do $$
begin
  execute format('grant select (kind, about, done_at), delete on task to %I', current_schema() || '_sweeper');
end
$$;

-- What waits may be about a place that is watched: footage held though nobody it shows is known. A task still goes with the person it is about.
alter table task drop constraint task_person_id_fkey;
create function forget_tasks_of_people() returns trigger language plpgsql security definer set search_path from current as $$
begin
  delete from task t using gone g where t.person_id = g.id;
  return null;
end
$$;
create trigger person_tasks_gone after delete on person referencing old table as gone
  for each statement execute function forget_tasks_of_people();

-- Who reviews a hold, and who last decided about it (TC4). That a review waits, and until when, follows from the hold itself: whoever
-- writes one, at the desk or by an import, the task is there, moves with the date and ends with it.
alter table hold add column review_by text, add column decided_by text;

create function note_hold_review() returns trigger language plpgsql security definer set search_path from current as $$
begin
  if tg_op = 'DELETE' then
    delete from task where kind = 'hold-review' and about = old.id and done_at is null;
    return null;
  end if;
  if tg_op = 'UPDATE' then
    if new.lifted_on is null and old.lifted_on is null and new.review_on = old.review_on then
      return null;
    end if;
    update task set done_at = clock_timestamp(), done_by = new.decided_by where kind = 'hold-review' and about = new.id and done_at is null;
  end if;
  if new.lifted_on is null then
    insert into task (kind, role, about, person_id, due_on)
      values ('hold-review', coalesce(new.review_by, 'senior-manager'), new.id, new.person_id, new.review_on);
  end if;
  return null;
end
$$;
create trigger hold_is_reviewed after insert or update or delete on hold for each row execute function note_hold_review();

insert into task (kind, role, about, person_id, due_on)
  select 'hold-review', 'senior-manager', id, person_id, review_on from hold where lifted_on is null;

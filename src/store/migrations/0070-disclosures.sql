-- Parts of footage that are given to somebody outside (CV4), and that each waits for a second look.
create table disclosure (
  like item including all,
  place_id uuid not null references camera (id),
  recipient text not null,
  from_at timestamptz not null,
  to_at timestamptz not null,
  treated text not null,
  obscured integer not null check (obscured >= 0),
  prepared_by text not null,
  prepared_by_id text,
  decided_by text,
  outcome text,
  closed_on date,
  digest text,
  available_until timestamptz,
  fetched_at timestamptz,
  media_id uuid unique,
  media_type text,
  media_bytes bigint check (media_bytes >= 0),
  sealed_cctv_footage bytea,
  constraint disclosure_ends_after_it_starts check (to_at >= from_at),
  constraint second_look_is_another_name check (decided_by is null or outcome is not null)
);
create index disclosure_place on disclosure (place_id, collected_at);
create index disclosure_purpose on disclosure (activity, id);
create index disclosure_due on disclosure (activity, clock_from);
create index disclosure_open on disclosure (activity, collected_at) where clock_from is null;
create trigger disclosure_media_gone after delete on disclosure
  for each row when (old.media_id is not null) execute function note_media_gone();

create function note_disclosure_look() returns trigger language plpgsql security definer set search_path from current as $$
begin
  if tg_op = 'INSERT' and new.outcome is null then
    insert into task (kind, role, about, person_id, due_on) values ('disclosure-look', 'senior-manager', new.id, new.place_id, current_date);
  elsif tg_op = 'DELETE' then
    delete from task where kind = 'disclosure-look' and about = old.id and done_at is null;
  elsif tg_op = 'UPDATE' and new.outcome is not null then
    update task set done_at = clock_timestamp(), done_by = new.decided_by where kind = 'disclosure-look' and about = new.id and done_at is null;
  end if;
  return null;
end
$$;
create trigger disclosure_is_looked_at after insert or update or delete on disclosure for each row execute function note_disclosure_look();

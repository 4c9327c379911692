-- Pictures (D8, PH1), where each is shown, and who is on it. What was pictured lies in the vault under the picture's own key.
create table picture (
  like item including all,
  kind text not null check (kind in ('home', 'group', 'people')),
  shows text not null,
  taken_on date not null,
  event text,
  removed text,
  -- Somebody on it does not want to appear: it is shown nowhere any more.
  stopped_on date,
  media_id uuid unique,
  media_type text,
  media_bytes bigint check (media_bytes >= 0),
  sealed_photographs bytea
);
create index picture_purpose on picture (activity, id);
create index picture_due on picture (activity, clock_from);
create index picture_open on picture (activity, collected_at, id) where clock_from is null;
create trigger picture_media_gone after delete on picture
  for each row when (old.media_id is not null) execute function note_media_gone();

create table placement (
  like item including all,
  picture_id uuid not null references picture (id),
  medium text not null check (medium in ('newsletter', 'website', 'social-media', 'print')),
  ours boolean not null,
  place text not null,
  shown_from date not null,
  shown_until date,
  ended_on date,
  ended_how text check (ended_how in ('taken-down', 'over', 'past')),
  asked_on date,
  constraint ended_in_some_way check (ended_how is null or ended_on is not null)
);
create index placement_picture on placement (picture_id);
create index placement_purpose on placement (activity, id);
create index placement_due on placement (activity, clock_from);

-- That somebody is on a picture; named with it where `shown_as` says how.
create table pictured_person (
  like item including all,
  person_id uuid not null references person (id),
  picture_id uuid not null references picture (id),
  shown_as text,
  constraint once_on_a_picture unique (picture_id, person_id),
  -- Nobody is named but for what rests on their permission (PH2).
  constraint named_with_permission check (shown_as is null or activity = 'publicity')
);
create index pictured_person_person on pictured_person (person_id);
create index pictured_person_purpose on pictured_person (activity, id);
create index pictured_person_due on pictured_person (activity, clock_from);

-- Who is on which picture, ids only: how a picture is found from a person, and known to be held or objected to.
create view pictured_in as select person_id, picture_id from pictured_person;

-- Pictures that somebody on them stops, ids only: by objecting, or, where they are shown by their permission, because it is not in force.
create view unwanted_picture as
  select p.picture_id from pictured_person p
  where exists (select from standing_objection o
      where o.person_id = p.person_id and (o.against_activity is null or o.against_activity in ('community-events', 'publicity')))
    or p.activity = 'publicity' and coalesce((select case when c.ended_on <= current_date then 'ended' else c.answer end from consent c
      where c.person_id = p.person_id and c.for_activity = 'publicity' and c.answered_at <= now()
      order by c.answered_at desc limit 1), 'none') <> 'given'
  union
  select id from picture where stopped_on is not null;

-- What our own pages show at this moment, ids only: it is asked anew each time anybody looks.
create view displayed_picture as
  select distinct l.picture_id from placement l
  where l.medium = 'website' and l.ours and l.ended_on is null
    and l.shown_from <= current_date and (l.shown_until is null or l.shown_until >= current_date)
    and l.picture_id not in (select u.picture_id from unwanted_picture u);

-- Who is named on what is displayed: the rows to read, ids only.
create view displayed_name as
  select p.id, p.person_id, p.picture_id from pictured_person p join displayed_picture d on d.picture_id = p.picture_id where p.shown_as is not null;

-- A take-down that was done by hand ends the showing it was about.
create function end_placement() returns trigger language plpgsql security definer set search_path from current as $$
begin
  update placement set ended_on = (new.done_at at time zone 'Europe/London')::date, ended_how = 'taken-down'
    where id = new.about and ended_on is null;
  return null;
end
$$;
create trigger task_ends_placement after update of done_at on task
  for each row when (new.kind = 'picture-take-down' and old.done_at is null and new.done_by is not null) execute function end_placement();

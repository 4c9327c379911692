-- Who is tied to what, by ids only, and what follows when records are added, changed and deleted.

-- Who is responsible for a tenure: finds a person's rent account or household without reading the household.
create view responsible_for as
  select person_id, tenure_id from household_member where is_responsible and person_id is not null;
create view member_of as
  select person_id, tenure_id from household_member where person_id is not null;
-- The homes that a person is responsible for.
create view home_of as
  select r.person_id, t.asset_id from responsible_for r join tenure t on t.id = r.tenure_id where t.asset_id is not null;

-- People who have left, since every tenure they were in has ended, and when the last did. Clocks of `tenancy-ended` run from that day. Only
-- people of ended tenures are looked at, rather than everybody.
create view tenancy_ended as
  select m.person_id, max(t.ended_on) as on_date
  from household_member m join tenure t on t.id = m.tenure_id
  where m.person_id in (select h.person_id from tenure e join household_member h on h.tenure_id = e.id where e.ended_on is not null)
  group by m.person_id
  having bool_and(t.ended_on is not null);

-- Who lives or lived where a camera is: at the same home or block, or at the same postcode. `lived_until` is null while they do.
create view watched_home as
  select distinct m.person_id, c.id as place_id, t.ended_on as lived_until
  from member_of m join tenure t on t.id = m.tenure_id join asset a on a.id = t.asset_id
  join camera c on c.asset_id = a.id or upper(replace(c.postcode, ' ', '')) = upper(replace(a.postcode, ' ', ''));

-- Requests for a copy that are open and of which it is known whose data they are about; and the footage that any open request names, piece by piece,
-- where `person_id` is the camera, as in holds on footage.
create view open_request as
  select id as request_id, of_person as person_id, null::text as record_type, null::uuid as item_id from rights_request
  where of_person is not null and closed_on is null
  union all
  select r.id, f.place_id, 'footage', f.id from rights_request r join rights_footage n on n.rights_request_id = r.id
  join footage f on f.place_id = n.camera_id and f.started_at < n.ends_at and f.ended_at > n.starts_at
  where r.closed_on is null;

-- How requests for a copy stand, by their days alone: what is counted of the promise to answer them.
create view request_days as
  select answer_by, closed_on, case when outcome in ('answered', 'nothing-held', 'refused') then closed_on end as answered_on from rights_request;
grant select on request_days to {machinery};

-- Lines on which nothing has left yet, and for which somebody waits until a day; and questions of ours that wait for an answer (`ours`). Ids and dates,
-- for the tasks about them and for what is overdue.
create view awaited_line as
  select id, person_id, organisation_id, prepared_in, needed_by, occasion = 'our-question' as ours from share
  where needed_by is not null and (outcome is null or occasion = 'our-question' and outcome = 'left' and came_back_on is null);
grant select on awaited_line to {machinery};

-- Items that are past their date and stay because somebody has asked for a copy of them. The sweep notes each when it is due, and not before. It goes
-- in the first sweep after the request is closed, or was found to be about somebody else.
create table kept_for_request (
  request_id uuid not null references rights_request (id) on delete cascade,
  person_id uuid not null,
  record_type text not null,
  item_id uuid not null,
  primary key (request_id, record_type, item_id)
);
grant select, insert, delete on kept_for_request to {sweeper};
grant select on open_request to {sweeper}, {machinery};

-- Holds that have not been lifted. Whoever may read or delete an item can see that it is on hold, but not why.
create view standing_hold as
  select person_id, record_type, item_id from hold where lifted_on is null
  union all
  select k.person_id, k.record_type, k.item_id from kept_for_request k
  join open_request r on r.request_id = k.request_id and r.person_id = k.person_id and coalesce(r.item_id, k.item_id) = k.item_id;
-- A hold on everything about somebody also keeps their rows in tables that are no record type, so whoever deletes those looks here.
grant select on standing_hold to {machinery};

-- Objections that are upheld or undecided. Work lists of many people's items leave out theirs, without seeing why.
create view standing_objection as
  select person_id, against_activity from objection
  where (ended_on is null or ended_on > current_date) and (decision <> 'refused' or kind = 'objection' and against_activity = 'marketing');

grant select on key_in_use to {machinery};

-- Who is on which picture, to find pictures by person, and to know whether a hold or an objection reaches one.
create view pictured_in as select person_id, picture_id from pictured_person;

-- Pictures that somebody on them stops: by objecting, or, where they are shown by consent, because that is not in force.
create view unwanted_picture as
  select p.picture_id from pictured_person p
  where exists (select from standing_objection o
      where o.person_id = p.person_id and (o.against_activity is null or o.against_activity in ('community-events', 'publicity')))
    or p.activity = 'publicity' and coalesce((select case when c.ended_on <= current_date then 'ended' else c.answer end from consent c
      where c.person_id = p.person_id and c.for_activity = 'publicity' and c.answered_at <= now()
      order by c.answered_at desc limit 1), 'none') <> 'given'
  union
  select id from picture where stopped_on is not null;

-- What our own pages show at this moment, computed for each request.
create view displayed_picture as
  select distinct l.picture_id from placement l
  where l.medium = 'website' and l.ours and l.ended_on is null
    and l.shown_from <= current_date and (l.shown_until is null or l.shown_until >= current_date)
    and l.picture_id not in (select u.picture_id from unwanted_picture u);

-- The names shown with what is displayed: the rows to read.
create view displayed_name as
  select p.id, p.person_id, p.picture_id from pictured_person p join displayed_picture d on d.picture_id = p.picture_id where p.shown_as is not null;

-- Whose data each request for somebody's data is about, once that is known.
create view request_of as select of_person as person_id, id as rights_request_id from rights_request where of_person is not null;

-- Who is inside an office: its visits that have not ended. A visit of an earlier day that nobody signed out is among them.
create view inside_office as
  select o.id as office_id, v.id as visit_id from office o join visit v on v.site = o.site where v.ended_on is null;

-- What a visitor said about needing help is deleted as their visit ends, in the same transaction, whoever ends it.
create function forget_visit_assistance() returns trigger language plpgsql security definer set search_path from current as $$
begin
  delete from visit_assistance where id = new.id;
  return null;
end
$$;
create trigger visit_ends_assistance after update of ended_on on visit
  for each row when (new.ended_on is not null) execute function forget_visit_assistance();

-- The sound of an unlinked call stays in the vault when the call is linked to a person: only objects that no row names any more are
-- deleted.
create function note_unlinked_media_gone() returns trigger language plpgsql security definer set search_path from current as $$
begin
  if not exists (select from call_recording where media_id = old.media_id) then
    insert into media_gone (media_id) values (old.media_id);
  else
    update derived_media set record_type = 'call-recording' where parent_id = old.media_id;
  end if;
  return null;
end
$$;
create or replace trigger unlinked_call_media_gone after delete on unlinked_call for each row
  when (old.media_id is not null and current_setting('assured.batch_notes_media', true) is distinct from 'on')
  execute function note_unlinked_media_gone();

-- A task to take a picture down that was done by hand ends the showing that it was about.
create function end_placement() returns trigger language plpgsql security definer set search_path from current as $$
begin
  update placement set ended_on = (new.done_at at time zone 'Europe/London')::date, ended_how = 'taken-down'
    where id = new.about and ended_on is null;
  return null;
end
$$;
create trigger task_ends_placement after update of done_at on task
  for each row when (new.kind = 'picture-take-down' and old.done_at is null and new.done_by is not null) execute function end_placement();

-- Tasks about a person are deleted with them.
create function forget_tasks_of_people() returns trigger language plpgsql security definer set search_path from current as $$
begin
  delete from task t using gone g where t.person_id = g.id;
  return null;
end
$$;
create trigger person_tasks_gone after delete on person referencing old table as gone
  for each statement execute function forget_tasks_of_people();

-- The reasons why somebody's record was opened, and their identity checks, are about them, and are deleted with them, whatever deletes
-- them.
create function forget_openings_of_people() returns trigger language plpgsql security definer set search_path from current as $$
begin
  delete from opening o using gone g where o.person_id = g.id;
  delete from identity_check c using gone g where c.person_id = g.id;
  return null;
end
$$;
create trigger person_openings_gone after delete on person referencing old table as gone
  for each statement execute function forget_openings_of_people();

-- The colleagues who are heard on a training extract that rests on consent, by the name that they sign in with, and what each answered.
-- Deleted with the extract.
create table extract_voice (
  extract_id uuid not null references training_extract (id) on delete cascade,
  name text not null,
  -- The colleague's pseudonymous id, once one of the name has said that it is them.
  colleague text,
  answer text,
  -- When they last said anything.
  said_at timestamptz,
  asked_at timestamptz not null,
  asked_by text not null,
  primary key (extract_id, name),
  constraint extract_voice_answer_check check (answer in ('given', 'refused')),
  constraint extract_voice_answered_by_somebody check (answer is null or colleague is not null)
);
grant select, insert, update on extract_voice to {machinery};
grant select (extract_id, colleague, answer) on extract_voice to {facts};

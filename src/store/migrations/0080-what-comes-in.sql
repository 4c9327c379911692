-- What stands behind the doors: imports, the telephone, the site.

-- What another system last said of an item, as fingerprints of its values: a line that says the same again changes nothing, even where the item was
-- put right or deleted here meanwhile. Fingerprints are made with a secret of the landlord's own, so that nobody can guess values by trying.
-- `line`: of the line as it was written; it stays when the item goes, so that what would come back by the same file is known by it, and by nothing
-- else. `fields`: of each value that was taken from it; they go with the item.
create table source_line (
  item_id uuid primary key,
  record_type text not null,
  line text not null,
  fields jsonb not null
);
grant select on source_line to {facts};
grant select (item_id, record_type, fields), update (fields) on source_line to {sweeper};

-- What another system says now of a value that was put right here since: kept, sealed under the person's key, until somebody decides. It falls with
-- its item.
create table source_conflict (
  id uuid primary key default gen_random_uuid(),
  record_type text not null,
  item_id uuid not null,
  field text not null,
  category text not null,
  activity text not null,
  person_id uuid not null references person (id) on delete cascade,
  source text not null,
  said_at timestamptz not null,
  sealed_value bytea not null,
  constraint source_conflict_once unique (item_id, field)
);
create index source_conflict_person on source_conflict (person_id);
grant select (item_id) on source_conflict to {machinery};
grant select (id, record_type, item_id, activity, field, category, person_id), delete on source_conflict to {sweeper};

-- A call that rings (TC1): at which line, and the ids of the people who are held with its number. The number itself is looked up and not kept.
create table arriving_call (
  id uuid primary key,
  reference text not null,
  line text not null,
  has_number boolean not null,
  people uuid[] not null,
  -- More people have the number than are worth offering.
  and_others boolean not null,
  arrived_at timestamptz not null
);
create index arriving_call_line on arriving_call (line, arrived_at desc);
grant select, insert, delete on arriving_call to {machinery};

-- What a session knows (who is signed in, what they wrote), sealed under a key that its browser alone has.
create table session (
  id_hash text primary key,
  sealed bytea not null,
  expires_at timestamptz not null
);
create index session_expiry on session (expires_at);
grant select, insert, update, delete on session to {machinery};

-- Every form that was sent to the site, by the hash of the token that was shown with it: whichever web process it comes to, it is taken once.
-- Nothing of what it says is here. `sending` is one try at taking it; `held_until`, until when nobody else may try, renewed while that goes
-- on; `acted`: something was done for it, and it is never taken again. A row may go when the token has run out.
create table sent_form (
  id_hash text primary key,
  sending uuid not null,
  held_until timestamptz not null,
  acted boolean not null default false,
  expires_at timestamptz not null
);
create index sent_form_expiry on sent_form (expires_at);
grant select, insert, update, delete on sent_form to {machinery};
-- Called last in each transaction that runs for a form, by whichever role: what it wrote and that the form was taken stand or fall together. A
-- transaction that wrote nothing took nothing. Where another try took over meanwhile, all of it is undone.
create function form_acts(form text, by_sending uuid) returns void language plpgsql security definer set search_path from current as $$
begin
  if pg_current_xact_id_if_assigned() is null then return; end if;
  update sent_form set acted = true where id_hash = form and sending = by_sending;
  if not found then raise exception 'the form is taken by another try' using errcode = 'AF001'; end if;
end
$$;

-- What may be done a few times only, counted by all processes together. `who`: a keyed hash of the door and of whoever tries. A count that a
-- crash takes away begins anew, so nothing waits for the disk.
create unlogged table few_tries (
  who text primary key,
  began_at timestamptz not null,
  tries int not null
);
create index few_tries_began on few_tries (began_at);
grant select, insert, update, delete on few_tries to {machinery};

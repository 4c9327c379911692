-- Tables for imports, the telephone and the site.

-- What another system last said about an item, as fingerprints of its values. A line that says the same again changes nothing, even if the
-- item was corrected or deleted here meanwhile. Fingerprints need a secret of the landlord's own, so that nobody can find values by trying.
-- `line`: of the line as it was written. It stays when the item is deleted, and is all that tells when the same file would bring the item
-- back. `fields`: of each value taken from the line; deleted with the item.
create table source_line (
  item_id uuid primary key,
  record_type text not null,
  line text not null,
  fields jsonb not null
);
grant select on source_line to {facts};
grant select (item_id, record_type, fields), update (fields) on source_line to {sweeper};

-- What another system now says about a value that was corrected here since, sealed under the person's key until somebody decides. Deleted
-- with its item.
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

-- A ringing call (TC1): at which line, and the ids of the people on file with its number. The number itself is looked up and not stored.
create table arriving_call (
  id uuid primary key,
  reference text not null,
  line text not null,
  has_number boolean not null,
  people uuid[] not null,
  -- More people have the number than can usefully be offered.
  and_others boolean not null,
  arrived_at timestamptz not null
);
create index arriving_call_line on arriving_call (line, arrived_at desc);
grant select, insert, delete on arriving_call to {machinery};

-- A tablet at a reception. A colleague registers it and is shown a code; whoever types that at the tablet makes it this kiosk. Of the code and
-- of the tablet's own token only hashes are here. A revoked kiosk is known no more.
create table kiosk (
  id uuid primary key,
  site text not null,
  label text not null,
  code_hash text unique,
  code_until timestamptz not null,
  token_hash text unique,
  registered_at timestamptz not null,
  registered_by text not null,
  claimed_at timestamptz,
  revoked_at timestamptz,
  constraint kiosk_claimed_by_token check ((token_hash is null) = (claimed_at is null))
);
create index kiosk_registered on kiosk (registered_at);
grant select, insert, update, delete on kiosk to {machinery};

-- A fire alarm at an office: while it runs, the roll call of that office is open to those whom the notice names. It ends at `ends_at`, which
-- is moved forward where a colleague ends it (`ended_by`).
create table alarm (
  id uuid primary key,
  site text not null,
  declared_at timestamptz not null,
  declared_by text not null,
  ends_at timestamptz not null,
  ended_by text,
  constraint alarm_ends_after check (ends_at >= declared_at)
);
create index alarm_site on alarm (site, ends_at);
grant select, insert, update, delete on alarm to {machinery};

-- A session's data (who is signed in, what they wrote), sealed under a key that only its browser has.
create table session (
  id_hash text primary key,
  sealed bytea not null,
  expires_at timestamptz not null
);
create index session_expiry on session (expires_at);
grant select, insert, update, delete on session to {machinery};

-- Every form that was sent to the site, by the hash of the token shown with it, so that it is taken once, whichever web process it comes
-- to. Its contents are not here. `sending`: one try at taking it. `held_until`: until when nobody else may try, renewed while the try goes
-- on. `acted`: something was done for it, so it is never taken again. A row may be deleted once the token has expired.
create table sent_form (
  id_hash text primary key,
  sending uuid not null,
  held_until timestamptz not null,
  acted boolean not null default false,
  expires_at timestamptz not null
);
create index sent_form_expiry on sent_form (expires_at);
grant select, insert, update, delete on sent_form to {machinery};
-- Called last in each transaction for a form, by any role, so that what it wrote and the note that the form was taken are committed
-- together. A transaction that wrote nothing took nothing. If another try took over meanwhile, all of it is rolled back.
create function form_acts(form text, by_sending uuid) returns void language plpgsql security definer set search_path from current as $$
begin
  if pg_current_xact_id_if_assigned() is null then return; end if;
  update sent_form set acted = true where id_hash = form and sending = by_sending;
  if not found then raise exception 'the form is taken by another try' using errcode = 'AF001'; end if;
end
$$;

-- Counts of things that may only be done a few times, shared by all processes. `who`: a keyed hash of the door and of who tries. If a crash
-- loses a count, counting starts again, so nothing waits for the disk.
create unlogged table few_tries (
  who text primary key,
  began_at timestamptz not null,
  tries int not null
);
create index few_tries_began on few_tries (began_at);
grant select, insert, update, delete on few_tries to {machinery};

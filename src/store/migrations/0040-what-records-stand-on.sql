-- What the record types' tables are built from.

-- The columns of every row: the activity that it was collected for, from which source, when and under which edition (P2, S1-S6).
-- `clock_from`: the date of the item's own event, from which its retention period runs (RT1). `sealed_source_reason`: words about an
-- unforeseen source (S6), sealed. The other tables are created like this one, which has no rows.
create table item (
  id uuid primary key,
  activity text not null,
  source text not null,
  sealed_source_reason bytea,
  collected_at timestamptz not null,
  edition text not null,
  clock_from date,
  constraint other_source_has_reason check (source <> 'other' or sealed_source_reason is not null)
);

-- A person's names in one text, so that they can be found by misspelt words.
create function person_name(first_name text, middle_name text, last_name text, preferred_name text) returns text
  language sql immutable parallel safe
  return lower(coalesce(first_name, '') || ' ' || coalesce(middle_name, '') || ' ' || coalesce(last_name, '') || ' ' || coalesce(preferred_name, ''));

-- The telephone numbers in a text, each as country code and number without punctuation: `+44 (0)1392 555010`, `0044 1392 555010`,
-- `01392/555010`, `1392555010` (a spreadsheet drops the leading zero) and full-width or Arabic digits all become 441392555010. Searches by
-- number use the same function, so that both sides agree however each was written. Digits that cannot be a number give nothing.
create function telephone_numbers(written text) returns text[] language plpgsql immutable parallel safe as $$
declare
  plain text;
  chunk text;
  piece text;
  pieces text[];
  digits text;
  abroad boolean;
  found text[] := '{}';
begin
  if written is null or written like '%@%' then return found; end if;
  plain := lower(normalize(regexp_replace(written, '[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]', '', 'g'), nfkc));
  plain := translate(plain,
    '٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९০১২৩৪৫৬৭৮৯੦੧੨੩੪੫੬੭੮੯૦૧૨૩૪૫૬૭૮૯',
    '012345678901234567890123456789012345678901234567890123456789');
  -- 7.7009E+09: a spreadsheet has kept the first digits alone.
  if plain ~ '^\s*[0-9]+([.,][0-9]+)?e\+?[0-9]+\s*$' then return found; end if;
  plain := regexp_replace(plain, '(extension|extn|ext|x|#)[\s.:]*[0-9]{1,6}(?![0-9])', ' | ', 'g');
  for chunk in select c[1] from regexp_matches(plain, '(\+?[0-9(][0-9\s().+/,;\-\u2010-\u2015\u2212]*)', 'g') c loop
    pieces := regexp_split_to_array(chunk, '\s*[/,;+]\s*(?=[0-9+(])');
    -- A stroke may stand between two numbers, or in one (01392/555010).
    if exists (select from unnest(pieces) p where p <> '' and length(regexp_replace(p, '[^0-9]', '', 'g')) < 7) then
      pieces := array[chunk];
    end if;
    if chunk ~ '^\s*\+' and pieces[1] = '' then pieces[2] := '+' || pieces[2]; end if;
    foreach piece in array pieces loop
      abroad := piece ~ '^[\s(]*(\+|00)';
      digits := regexp_replace(piece, case when abroad or piece ~ '^[\s(]*44' then '\(\s*0\s*\)|[^0-9]' else '[^0-9]' end, '', 'g');
      if abroad then digits := regexp_replace(digits, '^00', ''); end if;
      if digits ~ '^440?[1-9][0-9]{8,9}$' then
        found := found || regexp_replace(digits, '^440?', '44');
      elsif not abroad and digits ~ '^0[1-9][0-9]{8,9}$' then
        found := found || ('44' || substr(digits, 2));
      elsif not abroad and digits ~ '^[1-9][0-9]{8,9}$' then
        found := found || array['44' || digits, digits];
      elsif length(digits) between 5 and 15 then
        found := found || digits;
      elsif length(digits) > 15 then
        found := found || array(select '44' || n[1] from regexp_matches(digits, '(?:0|44|0044)([1-9][0-9]{9})', 'g') n);
      end if;
    end loop;
  end loop;
  return found;
end
$$;
-- A task that waits for a role until a day: its kind, the item that it is about, and whose that is. Ids and dates; what is written when it
-- is done is sealed under the task's own key. It may be about a watched place, and is deleted with the person that it is about.
create table task (
  id uuid primary key default gen_random_uuid(),
  kind text not null,
  role text not null,
  about uuid not null,
  person_id uuid,
  due_on date not null,
  raised_at timestamptz not null default clock_timestamp(),
  done_at timestamptz,
  -- Null if no colleague settled it: it was no longer needed, or its item is gone.
  done_by text,
  sealed_proof bytea,
  constraint done_once check (done_at is not null or (done_by is null and sealed_proof is null))
);
-- At most one waits for each kind and item.
create unique index task_open on task (kind, about) where done_at is null;
create index task_due on task (role, due_on, id) where done_at is null;
create index task_done on task (role, done_at desc, id) where done_at is not null;
create index task_person on task (person_id) where person_id is not null;
grant select, insert, update, delete on task to {machinery};
grant select (id) on task to {keys};
-- A waiting task is deleted with its item when that is swept.
grant select (kind, about, done_at), delete on task to {sweeper};

-- Media in the vault of rows that are gone, however they were deleted: noted in the deleting transaction, and removed from here once the
-- bytes are gone. There are few, and they are read by their position, so there is no index. A sweep notes the media of a whole batch with
-- one insert, and says so for its own transaction (`assured.batch_notes_media`); in any other transaction the trigger of the table notes
-- every row.
create table media_gone (
  media_id uuid not null
);
-- UPDATE lets it lock the notes that it takes, and skip those that another has taken.
grant select, insert, update, delete on media_gone to {sweeper};
-- The table's full name avoids setting a search path for every row.
do $$
begin
  execute format(
    'create function note_media_gone() returns trigger language plpgsql security definer as $body$
    begin
      insert into %I.media_gone (media_id) values (old.media_id);
      return null;
    end
    $body$',
    current_schema());
end
$$;

-- Something made from an object in the vault (a thumbnail, a waveform). It is an object of its own and is deleted with its parent. It has
-- no key here: its key is derived from the parent's, so that only somebody who can open the parent can open it.
create table derived_media (
  media_id uuid primary key,
  parent_id uuid not null,
  record_type text not null,
  kind text not null check (kind ~ '^[a-z][a-z0-9-]{0,62}$'),
  media_type text not null,
  media_bytes bigint not null check (media_bytes >= 0),
  constraint derived_media_once_of_a_kind unique (parent_id, kind)
);
-- The parent is a row of the record type's own table, and stays until this is committed, so that a later deletion of it finds what was made
-- from it.
create function derived_media_has_parent() returns trigger language plpgsql security definer set search_path from current as $$
declare parents integer;
begin
  execute format('select from %I where media_id = $1 for key share', replace(new.record_type, '-', '_')) using new.parent_id;
  get diagnostics parents = row_count;
  if parents = 0 then raise foreign_key_violation using constraint = 'derived_media_parent'; end if;
  return new;
end
$$;
create trigger derived_media_has_parent before insert on derived_media
  for each row execute function derived_media_has_parent();
grant select, delete on derived_media to {sweeper};

-- The landlord's offices that visitors sign in at, as its notice calls them. Each has an id of its own, which is opened to see who is inside.
create table office (
  id uuid primary key,
  site text not null unique
);
grant select, insert on office to {machinery};

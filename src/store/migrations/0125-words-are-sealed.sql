-- What is somebody's own words stands sealed and nowhere else. What is in plain here can be sealed only by whoever has the keys, at the start that
-- follows (src/duties/words/seal-older.ts): then these columns go, and the tables are written anew. Where a table is empty they go at once.

-- What belongs to a tenure is sealed under the tenure's key, what is told of a home under the home's.
create or replace view key_in_use as
  select id from person union all select id from task union all select id from standing_alone
  union all select id from tenure union all select id from asset;

alter table item add column sealed_source_reason bytea;
alter table consent add column sealed_consents bytea;
alter table rent_entry add column sealed_rent_account bytea;
alter table camera add column sealed_cctv_footage bytea;
alter table placement add column sealed_photographs bytea;
alter table opening add column sealed_reason bytea;

-- Openings and checks of people who are gone stood on with nobody to be about. Where none is left the file itself goes.
delete from opening o where not exists (select from key_in_use u where u.id = o.person_id);
delete from identity_check c where not exists (select from key_in_use u where u.id = c.person_id);
do $$
begin
  if not exists (select from opening) then truncate opening; end if;
end
$$;

do $$
declare
  of text;
  plain record;
  filled boolean;
begin
  -- The words in which an unforeseen source was told (S6), whatever tables were made like `item` so far.
  for of in select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and a.attname = 'source_reason' and not a.attisdropped loop
    if of <> 'item' then execute format('alter table %I add column sealed_source_reason bytea', of); end if;
    execute format('alter table %I drop constraint if exists other_source_has_reason', of);
    execute format('alter table %I add constraint other_source_has_reason check (source <> ''other'' or sealed_source_reason is not null) not valid', of);
  end loop;
  for plain in
    select c.relname as of, a.attname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and not a.attisdropped and (
        a.attname = 'source_reason' or (c.relname, a.attname) in (
          ('contact_log', 'topic'), ('consent', 'wording'), ('consent', 'how'), ('rent_entry', 'words'), ('hold', 'reason'),
          ('camera', 'name'), ('camera', 'site'), ('camera', 'purpose'), ('camera', 'signs'), ('camera', 'assessment'),
          ('picture', 'shows'), ('picture', 'event'), ('picture', 'shown_again_because'), ('placement', 'place'), ('training_extract', 'title'),
          ('opening', 'reference'), ('opening', 'special_reason')))
  loop
    execute format('select exists (select from %I where %I is not null)', plain.of, plain.name) into filled;
    if filled then
      execute format('alter table %I alter column %I drop not null', plain.of, plain.name);
    else
      execute format('alter table %I drop column %I', plain.of, plain.name);
    end if;
  end loop;
end
$$;


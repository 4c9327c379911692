-- What waits to go from the vault is numbered as it comes: an index by ids grew all over, for each of a night's recordings. Named in full, the
-- table is found with no search path to set for every row.
alter table media_gone drop constraint media_gone_pkey, drop column gone_at, add column number bigint generated always as identity primary key;
do $$
begin
  execute format(
    'create or replace function note_media_gone() returns trigger language plpgsql security definer as $body$
    begin
      insert into %I.media_gone (media_id) values (old.media_id);
      return null;
    end
    $body$',
    current_schema());
end
$$;

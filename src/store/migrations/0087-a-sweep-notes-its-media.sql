-- A sweep notes the media of all that a batch deletes with one insert: a trigger's call for each row took a quarter of the time. It says so for its own
-- transaction; whoever says nothing has every row noted by the trigger. Those waiting are read where they lie: an index and a number for each
-- were filled for one look.
alter table media_gone drop column number;
do $$
declare
  of text;
begin
  foreach of in array array['call_recording', 'unlinked_call', 'training_extract', 'footage', 'disclosure', 'picture'] loop
    execute format('drop trigger %I on %I', of || '_media_gone', of);
    execute format(
      'create trigger %I after delete on %I for each row
        when (old.media_id is not null and current_setting(''assured.batch_notes_media'', true) is distinct from ''on'') execute function %I()',
      of || '_media_gone', of, case of when 'unlinked_call' then 'note_unlinked_media_gone' else 'note_media_gone' end);
  end loop;
  -- UPDATE lets it lock the notes it takes, and pass by those that another has taken.
  execute format('grant insert, update on media_gone to %I', current_schema() || '_sweeper');
end
$$;

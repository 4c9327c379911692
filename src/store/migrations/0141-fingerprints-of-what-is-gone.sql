-- The values' fingerprints go with the item; that it was here, its line's own fingerprint tells.
do $$
begin
  execute format('grant select (item_id, record_type, fields), update (fields) on source_line to %I', current_schema() || '_sweeper');
end
$$;

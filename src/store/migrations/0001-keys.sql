-- Each person's own key, wrapped by the key-encryption key. Erasing the row makes everything sealed for the person unreadable,
-- in this database and in every copy of it.
create table person_key (
  person_id uuid primary key,
  wrapped bytea not null,
  made_at timestamptz not null default now()
);
do $$
begin
  execute format('grant select, insert, delete on person_key to %I', current_schema() || '_keys');
end
$$;

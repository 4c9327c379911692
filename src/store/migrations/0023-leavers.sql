-- When people left, kept past the household rows that say so: those go on the same day as the rest, and the person last of all.
create table leaver (
  person_id uuid primary key,
  left_on date not null
);
create index leaver_left_on on leaver (left_on);
do $$
begin
  execute format('grant select, insert, update, delete on leaver to %I', current_schema() || '_sweeper');
end
$$;

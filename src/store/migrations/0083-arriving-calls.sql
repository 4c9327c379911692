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
do $$
begin
  execute format('grant select, insert, delete on arriving_call to %I', current_schema() || '_machinery');
end
$$;

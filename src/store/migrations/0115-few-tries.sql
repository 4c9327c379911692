-- What may be done a few times only, counted by all processes together. `who`: a keyed hash of the door and of whoever tries. A count that a
-- crash takes away begins anew, so nothing waits for the disk.
create unlogged table few_tries (
  who text primary key,
  began_at timestamptz not null,
  tries int not null
);
create index few_tries_began on few_tries (began_at);

do $$
begin
  execute format('grant select, insert, update, delete on few_tries to %I', current_schema() || '_machinery');
end
$$;

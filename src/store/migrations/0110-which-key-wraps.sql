-- By which key-encryption key people's keys are wrapped from now on: its id, as it begins what it has wrapped. One at a time; changing it
-- (`keys rotate`) locks out whoever still wraps by the one before.
create table key_in_force (
  only_one boolean primary key default true check (only_one),
  id bytea not null check (octet_length(id) = 8),
  since timestamptz not null default now()
);
-- Every other secret of the data folder that this schema was used with, by what tells it again and tells nothing of it: one that is missing, or
-- another, is found out at the start.
create table known_secret (
  name text primary key,
  proof bytea not null,
  since timestamptz not null default now()
);
do $$
begin
  execute format('grant select on key_in_force to %I', current_schema() || '_keys');
end
$$;

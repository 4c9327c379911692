-- Each person's own key, and those of what is sealed for no one person, wrapped by the key-encryption key. Erasing the row makes everything
-- sealed under it unreadable, in this database and in every copy of it. `cipher`: what the key seals with, so that one that opens faster can be
-- taken up while what was sealed before opens as ever (docs/decisions/0008).
create table person_key (
  person_id uuid primary key,
  wrapped bytea not null,
  made_at timestamptz not null default now(),
  cipher text not null
);
grant select, insert, delete on person_key to {keys};

-- Which key-encryption key wraps people's keys from now on: its id, as it begins what it has wrapped. One at a time; changing it (`keys rotate`)
-- locks out whoever still wraps by the one before.
create table key_in_force (
  only_one boolean primary key default true check (only_one),
  id bytea not null check (octet_length(id) = 8),
  since timestamptz not null default now()
);
grant select on key_in_force to {keys};

-- Every other secret of the data folder that this schema was used with, by what tells it again and tells nothing of it: one that is missing, or
-- another, is found out at the start.
create table known_secret (
  name text primary key,
  proof bytea not null,
  since timestamptz not null default now()
);

-- Each person's own key, and the keys of items that belong to no one person, wrapped by the key-encryption key. Erasing the row makes
-- everything sealed under it unreadable, in this database and in every copy of it. `cipher`: the cipher that the key is for, so that a
-- faster one can be introduced and older values still open (docs/decisions/0008).
create table person_key (
  person_id uuid primary key,
  wrapped bytea not null,
  made_at timestamptz not null default now(),
  cipher text not null
);
grant select, insert, delete on person_key to {keys};

-- The id of the key-encryption key that wraps people's keys from now on, as at the start of what it wrapped. There is one at a time;
-- changing it (`keys rotate`) stops processes that still wrap with the one before.
create table key_in_force (
  only_one boolean primary key default true check (only_one),
  id bytea not null check (octet_length(id) = 8),
  since timestamptz not null default now()
);
grant select on key_in_force to {keys};

-- Every other secret of the data folder that this schema was used with, in a form that identifies it without revealing it. So a missing or
-- replaced secret is noticed at the start.
create table known_secret (
  name text primary key,
  proof bytea not null,
  since timestamptz not null default now()
);

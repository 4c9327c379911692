-- What waits at a page of the site until somebody fetches it: whoever has its link and is told its code. Of both only hashes are here, and
-- the bytes lie with the item that is handed over. `whose`: whose record is opened to reach the item. `codes`: how many codes were made so
-- far; a new one ends the one before. `tries`: wrong codes since the last one was made. `begun`: how often fetching began. `fetched_at`:
-- when all of it had been sent for the first time, and `told_at` when that was noted with the item. `missed_at`: when it was noticed that
-- the time was over and nobody had fetched it. At most one handover of an item is not stopped.
create table handover (
  id uuid primary key,
  record_type text not null,
  item_id uuid not null,
  whose uuid not null,
  token_hash text not null unique,
  code_hash text not null,
  codes int not null default 1,
  tries int not null default 0,
  bytes bigint not null,
  digest text not null,
  made_at timestamptz not null,
  made_by text not null,
  ends_at timestamptz not null,
  begun int not null default 0,
  fetched_at timestamptz,
  told_at timestamptz,
  stopped_at timestamptz,
  stopped_by text,
  missed_at timestamptz,
  constraint handover_ends_after check (ends_at > made_at)
);
create index handover_item on handover (item_id, made_at);
create unique index handover_one_of_an_item on handover (item_id) where stopped_at is null;
create index handover_ends on handover (ends_at);
grant select, insert, update, delete on handover to {machinery};

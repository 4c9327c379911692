-- Of which edition each reader is being told, or was told last. `told`: the edition of which they knew before, `telling`: the one that is in
-- force. `begun`: the message was given to the mail server, or is about to be, and what came of it is not known. It is written before
-- anything is sent, so that nobody is told twice. A row goes with its reader.
create view known_notice_reader as select id, edition from notice_reader;
create table notice_telling (
  reader_id uuid primary key references notice_reader (id) on delete cascade,
  told text not null,
  telling text not null,
  state text not null check (state in ('begun', 'told', 'waits', 'given-up')),
  tries int not null default 0,
  at timestamptz not null
);
create index notice_telling_of on notice_telling (telling, state);
grant select on known_notice_reader to {machinery};
grant select, insert, update on notice_telling to {machinery};

-- The newest head of the evidence that each witness took, and when (docs/witnesses.md). `place`: where the witness stands. The truth of it is with
-- the witness; this tells what is still to be sent, and whether a witness has lost what it took.
create table witnessed (
  place text primary key,
  seal bigint not null check (seal > 0),
  head bytea not null,
  acknowledged_at timestamptz not null
);
grant select, insert, update on witnessed to {evidence};

-- What the web keeps. None of it is a customer's record: sessions hold who is signed in, and each form is taken in once.
create table session (
  id_hash text primary key,
  content text not null,
  expires_at timestamptz not null
);
create index session_expiry on session (expires_at);

-- What the public writes to the landlord (N5, N6): read by the colleagues whose queue it is, one form counted once.
create table feedback (
  id uuid primary key,
  form_id text not null unique,
  reference text not null unique,
  about text not null,
  words text not null,
  edition text not null,
  sent_at timestamptz not null,
  answered_at timestamptz
);
create table concern (
  id uuid primary key,
  form_id text not null unique,
  reference text not null unique,
  words text not null,
  name text not null,
  contact text not null,
  sent_at timestamptz not null,
  acknowledge_by date not null,
  acknowledged_at timestamptz
);

do $$
declare
  machinery text := current_schema() || '_machinery';
begin
  execute format('grant select, insert, update, delete on session to %I', machinery);
  execute format('grant select, insert, update on opening, identity_check to %I', machinery);
  execute format('grant select on edition to %I', machinery);
  -- The queue's role is no colleague's and no activity's: the pages that show it ask the gate who may.
  execute format('grant select, insert, update (answered_at) on feedback to %I', machinery);
  execute format('grant select, insert, update (acknowledged_at) on concern to %I', machinery);
end
$$;

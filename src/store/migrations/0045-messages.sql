-- What the public sends in (N5, N6): one row each, the words sealed under a key of the message's own, so that erasing the key erases it.
create table message (
  like item including all,
  kind text not null check (kind in ('concern', 'feedback')),
  reference text not null unique,
  sent_at timestamptz not null,
  about text,
  notice_edition text,
  answer_by date,
  closed_on date,
  sealed_documents bytea,
  sealed_personal_details bytea,
  sealed_contact_details bytea
);
-- The queue, oldest first.
create index message_open on message (activity, collected_at, id) where clock_from is null;
create index message_purpose on message (activity, id);
create index message_due on message (activity, clock_from);

-- Their words stood in plain. What is there can be sealed only by whoever has the keys, at the start that follows; then these tables go.
do $$
begin
  if exists (select from feedback) or exists (select from concern) then
    execute format('revoke all on feedback, concern from %I', current_schema() || '_machinery');
  else
    drop table feedback, concern;
  end if;
end
$$;

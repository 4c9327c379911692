-- Every form that was sent to the site, by the hash of the token that was shown with it: whichever web process it comes to, it is taken once.
-- Nothing of what it says is here. `sending` is one try at taking it; `held_until`, until when nobody else may try, renewed while that goes
-- on; `acted`: something was done for it, and it is never taken again. A row may go when the token has run out.
create table sent_form (
  id_hash text primary key,
  sending uuid not null,
  held_until timestamptz not null,
  acted boolean not null default false,
  expires_at timestamptz not null
);
create index sent_form_expiry on sent_form (expires_at);

do $$
begin
  execute format('grant select, insert, update, delete on sent_form to %I', current_schema() || '_machinery');
end
$$;

-- Called last in each transaction that runs for a form, by whichever role: what it wrote and that the form was taken stand or fall together. A
-- transaction that wrote nothing took nothing. Where another try took over meanwhile, all of it is undone.
create function form_acts(form text, by_sending uuid) returns void language plpgsql security definer set search_path from current as $$
begin
  if pg_current_xact_id_if_assigned() is null then return; end if;
  update sent_form set acted = true where id_hash = form and sending = by_sending;
  if not found then raise exception 'the form is taken by another try' using errcode = 'AF001'; end if;
end
$$;

-- For which activity the item is opened at each fetch, and the role in which it was handed over: the page opens it in that role, and tasks
-- about it go to that role.
alter table handover add column activity text not null default 'rights-requests';
alter table handover add column role text not null default 'data-protection-officer';
alter table handover alter column activity drop default;
alter table handover alter column role drop default;

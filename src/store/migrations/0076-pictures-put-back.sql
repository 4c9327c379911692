-- Whoever asked for a picture to be taken down on our own page did not say who they are: a colleague says that it stays down, or why it is shown again.
alter table picture add column stopped_by text check (stopped_by in ('unknown', 'known'));
alter table picture add column shown_again_because text;
update picture set stopped_by = 'known' where stopped_on is not null;

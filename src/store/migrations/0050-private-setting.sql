-- Whether whoever opened a record confirmed that nobody else can hear or see it (TC9): call recordings stay closed without.
alter table opening add column private_setting boolean not null default false;

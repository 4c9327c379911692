-- `again`: telling a reader of this edition broke off once, so that a letter may have reached them, and they are told a second time. There is no third.
alter table notice_telling add column again boolean not null default false;
-- Whoever was being told before this was noted had been promised that there is no second letter.
update notice_telling set again = true where state = 'begun';

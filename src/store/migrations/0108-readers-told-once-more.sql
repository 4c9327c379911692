-- `again`: telling a reader of this edition broke off once, so that a letter may have reached them, and they are told a second time. There is no third.
alter table notice_telling add column again boolean not null default false;

-- Which cipher a person's words are sealed with is their key's own, so that one that opens faster can be taken up while what was sealed before
-- opens as ever (docs/decisions/0008). Whoever makes a key says it; a process of the version before, which cannot, makes keys for the cipher it has.
alter table person_key add column cipher text not null default 'aes-256-gcm';

-- Holds that have not been lifted, ids only: whoever may read or delete an item can see that it is held, and nothing of why.
create view standing_hold as
  select person_id, record_type, item_id from hold where lifted_on is null;

-- Items by the purpose they were collected for (P2): work lists, reviews, and the answer to what is held for what.
create index asset_purpose on asset (activity, id);
create index tenure_purpose on tenure (activity, id);
create index household_member_purpose on household_member (activity, id);
create index contact_detail_purpose on contact_detail (activity, id);
create index rent_account_purpose on rent_account (activity, id);
create index rent_entry_purpose on rent_entry (activity, id);
create index contact_log_purpose on contact_log (activity, id);
create index call_recording_purpose on call_recording (activity, id);
create index consent_purpose on consent (activity, id);
create index hold_purpose on hold (activity, id);
create index person_purpose on person (activity, id);

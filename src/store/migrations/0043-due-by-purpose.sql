-- What is due is asked purpose by purpose, oldest first: an index on dates alone makes a rule whose items are young read all older ones.
create index contact_detail_due on contact_detail (activity, clock_from);
create index rent_entry_due on rent_entry (activity, clock_from);
create index contact_log_due on contact_log (activity, clock_from);
create index call_recording_due on call_recording (activity, clock_from);
create index consent_due on consent (activity, clock_from);
create index hold_due on hold (activity, clock_from);
drop index contact_detail_clock, rent_entry_clock, contact_log_clock, call_recording_clock, consent_clock, hold_clock;

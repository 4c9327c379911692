-- All holds of a person, lifted ones too: for the person's own copy, and for the check that nothing refers to a person who goes.
create index hold_of_person on hold (person_id);

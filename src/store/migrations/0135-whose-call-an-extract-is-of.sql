-- A search of what is held about somebody finds the training extracts cut from their calls.
create index training_extract_of_person on training_extract (of_person) where of_person is not null;

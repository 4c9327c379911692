-- Each start compares what evidence says was erased by hand with the log outside the database. Few rows, and none of what is read or stored.
create index evidence_erasures on evidence (at) where act = 'delete' and kind = 'change';

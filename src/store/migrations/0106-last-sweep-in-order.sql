-- The last sweep is the one that was recorded last, and not the one with the latest date: a clock that leapt ahead and came back leaves
-- dates that are still to come.
create index evidence_sweeps on evidence (outcome, seq) where kind = 'sweep' and record_type is null;

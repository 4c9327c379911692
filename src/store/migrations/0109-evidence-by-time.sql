-- Counts of the last 30 days read the last 30 days alone, however long evidence is kept. Evidence is added at the end and stands in the order of
-- time, so a few kilobytes say where a month begins.
create index evidence_by_time on evidence using brin (at);

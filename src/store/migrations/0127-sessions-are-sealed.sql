-- What a session knows (who is signed in, what they wrote) is sealed under a key that its browser alone has. Those in plain end here, and the
-- file they stood in goes with them: whoever was signed in signs in again.
truncate session;
alter table session drop column content, add column sealed bytea not null;

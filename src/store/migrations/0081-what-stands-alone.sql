-- What is nobody's record and is opened by its own id, ids only: known to the activity it came for (P2), or to any where that is left out. A
-- camera is known to all that may see what it films: whoever walks past it need not be on file. A new type of that sort is added here.
create view standing_alone as
  select id, 'message' as kind, activity from message
  union all select id, 'unlinked-call', activity from unlinked_call
  union all select id, 'training-extract', activity from training_extract
  union all select id, 'picture', activity from picture
  union all select id, 'camera', null from camera;

-- Whose keys are in use: people's, and those of what has a key of its own, by its id.
create view key_in_use as
  select id from person union all select id from task union all select id from standing_alone;

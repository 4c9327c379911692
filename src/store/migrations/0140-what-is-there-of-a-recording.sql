-- What a film really shows of the time that it is said to be of, how long a sound really is, and a digest of what came (facts and bytes together,
-- so that no fact can be guessed from it): the same sent again is known from another under the same reference.
alter table footage add column shows text, add column arrived_as text;
alter table call_recording add column sound_seconds integer check (sound_seconds >= 0), add column arrived_as text;
alter table unlinked_call add column sound_seconds integer check (sound_seconds >= 0), add column arrived_as text;
-- What was asked of a camera, what was there, and what was given.
alter table disclosure add column film_from timestamptz, add column film_to timestamptz,
  add column given_seconds integer check (given_seconds >= 0);

-- How many identity checks of one colleague failed lately is asked at each check: somebody who guesses goes from person to person.
create index identity_check_colleague on identity_check (colleague, checked_at);

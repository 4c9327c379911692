-- How a colleague finds a person by words that may be misspelt: trigrams over names, ways of contact, payment references, addresses.
create function person_name(first_name text, middle_name text, last_name text, preferred_name text) returns text
  language sql immutable parallel safe
  return lower(coalesce(first_name, '') || ' ' || coalesce(middle_name, '') || ' ' || coalesce(last_name, '') || ' ' || coalesce(preferred_name, ''));

create index person_name_trigrams on person
  using gin (person_name(first_name, middle_name, last_name, preferred_name) gin_trgm_ops);
create index contact_detail_value on contact_detail (regexp_replace(lower(value), '[^a-z0-9@.]', '', 'g'));
create index tenure_payment_reference on tenure (lower(payment_reference));
create index asset_address_trigrams on asset using gin (lower(address || ' ' || coalesce(postcode, '')) gin_trgm_ops);

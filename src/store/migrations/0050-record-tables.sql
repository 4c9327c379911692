-- Written by `npm run record-tables` from the declarations in src/records: change those, and run it.
-- Each row has the columns of `item` beside its own. `sealed_*` is ciphertext.

-- A person whom the landlord knows: a tenant, household member, applicant or caller.
create table person (
  like item including all,
  title text,
  first_name text,
  middle_name text,
  last_name text,
  preferred_name text,
  date_of_birth date,
  sealed_support_needs bytea
);
create index person_purpose on person (activity, id);
create index person_due on person (activity, clock_from) where clock_from is not null;
create index person_name_trigrams on person using gin (person_name(first_name, middle_name, last_name, preferred_name) gin_trgm_ops);

-- A home, block, estate or garage, with its patch and its housing officer. It is about no person, and outlives every tenure.
create table asset (
  like item including all,
  asset_type text not null,
  address text not null,
  postcode text,
  uprn text,
  patch text,
  housing_officer text
);
create index asset_purpose on asset (activity, id);
create index asset_postcode on asset (postcode);
create index asset_address_trigrams on asset using gin (lower(address || ' ' || coalesce(postcode, '')) gin_trgm_ops);

-- One camera in the register (CV1), with what the two commissioners' codes ask for: where it is and why, the assessment and when that has
-- to be reviewed, and how people are told. It is about no person; its key also seals its footage.
create table camera (
  like item including all,
  reference text not null,
  postcode text,
  asset_id uuid references asset (id),
  assessed_on date,
  assessment_review_on date,
  review_on date not null,
  removed_on date,
  sealed_cctv_footage bytea,
  constraint camera_reference_key unique (reference),
  constraint camera_reviewed_after_assessed check (assessment_review_on >= assessed_on)
);
create index camera_asset on camera (asset_id);
create index camera_purpose on camera (activity, id);
create index camera_postcode on camera (upper(replace(postcode, ' ', '')));

-- What one camera filmed from one moment to another (D8, CV2). The film is in the vault, under the camera's key.
create table footage (
  like item including all,
  place_id uuid not null references camera (id),
  started_at timestamptz not null,
  ended_at timestamptz not null,
  shows text,
  arrived_as text,
  media_id uuid unique,
  media_type text,
  media_bytes bigint check (media_bytes >= 0),
  sealed_cctv_footage bytea,
  constraint footage_ends_after_it_starts check (ended_at >= started_at)
);
create index footage_place on footage (place_id, started_at);
create index footage_purpose on footage (activity, id);
create index footage_due on footage (activity, clock_from);
create index footage_open on footage (activity, collected_at) where clock_from is null;
create trigger footage_media_gone after delete on footage for each row
  when (old.media_id is not null and current_setting('assured.batch_notes_media', true) is distinct from 'on')
  execute function note_media_gone();

-- A tenancy, lease, licence or shared ownership of a home, held by those responsible for it.
create table tenure (
  like item including all,
  asset_id uuid references asset (id),
  tenure_type text not null,
  payment_reference text,
  started_on date,
  ended_on date,
  constraint ends_after_start check (ended_on >= started_on)
);
create index tenure_asset on tenure (asset_id);
create index tenure_purpose on tenure (activity, id);
create index tenure_due on tenure (activity, clock_from) where clock_from is not null;
create index tenure_ended on tenure (ended_on);
create index tenure_payment_reference on tenure (lower(payment_reference));

-- A member of a tenure's household. `person_id` is set if the member has a person record too; often the landlord knows only their name. For
-- the others in the household the row is about a third party.
create table household_member (
  like item including all,
  person_id uuid references person (id),
  tenure_id uuid not null references tenure (id),
  full_name text not null,
  date_of_birth date,
  is_responsible boolean not null,
  person_tenure_type text
);
create index household_member_person on household_member (person_id);
create index household_member_tenure on household_member (tenure_id);
create index household_member_purpose on household_member (activity, id);
create index household_member_due on household_member (activity, clock_from) where clock_from is not null;

-- One way to reach a person: a telephone number, an e-mail address or a postal address.
create table contact_detail (
  like item including all,
  person_id uuid not null references person (id),
  contact_type text not null,
  sub_type text,
  value text not null,
  valid_until date
);
create index contact_detail_person on contact_detail (person_id);
create index contact_detail_purpose on contact_detail (activity, id);
create index contact_detail_due on contact_detail (activity, clock_from);
create index contact_detail_numbers on contact_detail using gin (telephone_numbers(value));
create index contact_detail_value on contact_detail (regexp_replace(lower(value), '[^a-z0-9@.]', '', 'g'));

-- The rent account of a tenure. Its entries are a type of their own, since each has its own retention period (Limitation Act 1980 s.19).
create table rent_account (
  like item including all,
  tenure_id uuid not null references tenure (id),
  reference text not null,
  opened_on date,
  closed_on date
);
create index rent_account_tenure on rent_account (tenure_id);
create index rent_account_purpose on rent_account (activity, id);
create index rent_account_due on rent_account (activity, clock_from) where clock_from is not null;

-- A charge or a payment, in pence. A payment is negative, so that the balance is the sum.
create table rent_entry (
  like item including all,
  tenure_id uuid not null references tenure (id),
  rent_account_id uuid not null references rent_account (id),
  posted_on date not null,
  kind text not null,
  pence bigint not null,
  sealed_rent_account bytea
);
create index rent_entry_tenure on rent_entry (tenure_id, posted_on);
create index rent_entry_rent_account on rent_entry (rent_account_id);
create index rent_entry_purpose on rent_entry (activity, id);
create index rent_entry_due on rent_entry (activity, clock_from);
create index rent_entry_open on rent_entry (activity, collected_at) where clock_from is null;

-- One contact between a person and the landlord (D10): a call, an e-mail, a visit. A colleague's note, and what is added to either later,
-- are items too. What was said is sealed.
create table contact_log (
  like item including all,
  person_id uuid not null references person (id),
  kind text check (kind in ('contact', 'note')),
  happened_at timestamptz not null,
  channel text,
  direction text,
  identity text check (identity in ('checked', 'not-checked')),
  promised_by date,
  taken_by text,
  author_id text,
  call_reference text,
  recording_id uuid,
  adds_to uuid,
  sealed_contact_log bytea
);
create index contact_log_person on contact_log (person_id, happened_at);
create index contact_log_purpose on contact_log (activity, id);
create index contact_log_due on contact_log (activity, clock_from);
create index contact_log_open on contact_log (activity, collected_at) where clock_from is null;
create index contact_log_recording on contact_log (recording_id) where recording_id is not null;

-- A recorded call (D7, TC2): its facts, and the sound of it in the vault.
create table call_recording (
  like item including all,
  person_id uuid not null references person (id),
  started_at timestamptz not null,
  seconds integer not null check (seconds >= 0),
  direction text not null,
  taken_by text,
  sound_seconds integer check (sound_seconds >= 0),
  arrived_as text,
  media_id uuid unique,
  media_type text,
  media_bytes bigint check (media_bytes >= 0),
  calling_number text,
  contact_id uuid,
  sealed_call_recordings bytea
);
create index call_recording_person on call_recording (person_id, started_at);
create index call_recording_purpose on call_recording (activity, id);
create index call_recording_due on call_recording (activity, clock_from);
create trigger call_recording_media_gone after delete on call_recording for each row
  when (old.media_id is not null and current_setting('assured.batch_notes_media', true) is distinct from 'on')
  execute function note_media_gone();

-- A picture of homes or people (D8, PH1) in the form in which it may be shown: the place and device in its file were removed before it was
-- stored. It has a key of its own. Who is on it is stored as a type of its own.
create table picture (
  like item including all,
  kind text not null check (kind in ('home', 'group', 'people')),
  taken_on date not null,
  removed text,
  stopped_on date,
  stopped_by text check (stopped_by in ('known', 'unknown')),
  media_id uuid unique,
  media_type text,
  media_bytes bigint check (media_bytes >= 0),
  sealed_photographs bytea
);
create index picture_purpose on picture (activity, id);
create index picture_due on picture (activity, clock_from);
create index picture_open on picture (activity, collected_at, id) where clock_from is null;
create trigger picture_media_gone after delete on picture for each row
  when (old.media_id is not null and current_setting('assured.batch_notes_media', true) is distinct from 'on')
  execute function note_media_gone();

-- Where and from when until when a picture is shown (PH1), and how that ended: taken down, over, or in print and past.
create table placement (
  like item including all,
  picture_id uuid not null references picture (id),
  medium text not null check (medium in ('newsletter', 'website', 'social-media', 'print')),
  ours boolean not null,
  shown_from date not null,
  shown_until date,
  ended_on date,
  ended_how text check (ended_how in ('taken-down', 'over', 'past')),
  asked_on date,
  sealed_photographs bytea,
  constraint ended_in_some_way check (ended_how is null or ended_on is not null)
);
create index placement_picture on placement (picture_id);
create index placement_purpose on placement (activity, id);
create index placement_due on placement (activity, clock_from);

-- That a person is on a picture. They are named (`shownAs`) only while their consent is in force (PH2); such a row is collected for
-- `publicity`.
create table pictured_person (
  like item including all,
  person_id uuid not null references person (id),
  picture_id uuid not null references picture (id),
  shown_as text,
  constraint once_on_a_picture unique (picture_id, person_id),
  constraint named_with_permission check (shown_as is null or activity = 'publicity')
);
create index pictured_person_person on pictured_person (person_id);
create index pictured_person_purpose on pictured_person (activity, id);
create index pictured_person_due on pictured_person (activity, clock_from);

-- A person's answer to a question of consent (L8): the words shown, when, how, and who took it.
create table consent (
  like item including all,
  person_id uuid not null references person (id),
  for_activity text not null,
  answer text not null check (answer in ('given', 'refused')),
  answered_at timestamptz not null,
  taken_by text,
  ended_on date,
  sealed_consents bytea
);
create index consent_person on consent (person_id, for_activity);
create index consent_purpose on consent (activity, id);
create index consent_due on consent (activity, clock_from);
create index consent_open on consent (activity, collected_at) where clock_from is null;

-- A person's objection to a use of their data (UK GDPR Article 21), or their wish that it be kept but not used (Article 18), and the
-- decision about it. While it is undecided or upheld, the gate refuses the use.
create table objection (
  like item including all,
  person_id uuid not null references person (id),
  kind text not null check (kind in ('objection', 'restriction')),
  against_activity text,
  made_on date not null,
  decision text not null check (decision in ('waiting', 'upheld', 'refused')),
  decided_on date,
  ended_on date,
  sealed_consents bytea
);
create index objection_person on objection (person_id);
create index objection_purpose on objection (activity, id);
create index objection_due on objection (activity, clock_from);
create index objection_open on objection (activity, collected_at) where clock_from is null;

-- A reason to keep something past its date: a complaint, a legal claim, an abusive call (TC4). It covers one item, one record type of the
-- person's, or everything about the person. While it is in force, the sweep leaves these alone.
create table hold (
  like item including all,
  person_id uuid not null,
  record_type text,
  item_id uuid,
  placed_by text not null,
  placed_on date not null,
  review_on date not null,
  review_by text,
  decided_by text,
  lifted_on date,
  sealed_documents bytea,
  constraint one_item_is_of_one_kind check (item_id is null or record_type is not null)
);
create index hold_person on hold (person_id) where lifted_on is null;
create index hold_purpose on hold (activity, id);
create index hold_due on hold (activity, clock_from);
create index hold_of_person on hold (person_id);
create index hold_open on hold (activity, collected_at) where clock_from is null;

-- An organisation that information about people can go to. Whoever asks for something is rung back at the number that stands here, and never at
-- one that they gave. It is about nobody; what stands unsealed is what colleagues have to see before they share.
create table organisation (
  like item including all,
  kind text not null check (kind in ('police', 'court', 'emergency-services', 'health-care', 'support-agency', 'local-authority', 'council-tax', 'housing-benefit-office', 'government-department', 'regulator', 'housing-ombudsman', 'health-and-safety-executive', 'information-commissioner', 'social-landlord', 'private-landlord', 'utility-company', 'group-company', 'contractor', 'legal-agent', 'service-agent')),
  name text not null,
  call_back text,
  email text,
  checked_on date,
  registration text,
  registered_until date,
  place text not null check (place in ('uk', 'adequate', 'data-bridge', 'other')),
  covered_until date,
  ended_on date,
  sealed_documents bytea,
  constraint organisation_certified_where_it_is_abroad check (place <> 'uk' or covered_until is null)
);
create index organisation_purpose on organisation (activity, id);
create index organisation_due on organisation (activity, clock_from);
create index organisation_kind on organisation (kind) where ended_on is null;

-- What has been signed with an organisation for one use of people's information: a data sharing agreement, a protocol that says how it is done, or an
-- instruction to somebody who acts for us. Regular sharing needs an agreement and a protocol, both in force (R11); whoever acts for us needs an
-- instruction (R12). Whoever signed stands here as they were on that day.
create table agreement (
  like item including all,
  organisation_id uuid not null references organisation (id),
  kind text not null check (kind in ('agreement', 'protocol', 'instruction')),
  for_activity text not null,
  parties text not null check (parties in ('each-for-itself', 'together', 'we-alone')),
  signed_on date not null,
  in_force_from date not null,
  until date not null,
  review_on date not null,
  ended_on date,
  sealed_documents bytea,
  constraint agreement_ends_after_it_begins check (until >= in_force_from)
);
create index agreement_organisation on agreement (organisation_id);
create index agreement_purpose on agreement (activity, id);
create index agreement_due on agreement (activity, clock_from);
create index agreement_of_organisation on agreement (organisation_id, for_activity);

-- A line of the ledger: what about a person went to whom, why, on which basis, and how (R11, B1). It is written by the gate as the notice's decision
-- is made, and says what came of it. Its media is the encrypted file that leaves. Whoever asked is named as they were. A line that would defeat its own purpose stays hidden from the person until
-- somebody decides to show it.
create table share (
  like item including all,
  person_id uuid not null references person (id),
  recipient text not null check (recipient in ('police', 'court', 'emergency-services', 'health-care', 'support-agency', 'local-authority', 'council-tax', 'housing-benefit-office', 'government-department', 'regulator', 'housing-ombudsman', 'health-and-safety-executive', 'information-commissioner', 'social-landlord', 'private-landlord', 'utility-company', 'group-company', 'contractor', 'legal-agent', 'service-agent', 'representative')),
  organisation_id uuid references organisation (id),
  occasion text not null check (occasion in ('request', 'order', 'own-report', 'referral', 'task', 'our-question')),
  is_victim text check (is_victim in ('yes', 'no', 'not-known')),
  requested_on date,
  needed_by date,
  interest text check (interest in ('ours', 'customers', 'colleagues')),
  prepared_by text not null,
  prepared_by_id text not null,
  prepared_in text,
  needs_consent boolean not null,
  consent_answer text check (consent_answer in ('agreed', 'agreed-for-them', 'refused')),
  consent_on date,
  wishes text check (wishes in ('agrees', 'against', 'not-asked')),
  view_asked boolean,
  view_due_on date,
  view text check (view in ('for', 'against')),
  view_by text,
  view_on date,
  victim_told text check (victim_told in ('given', 'exempt')),
  way text check (way in ('file', 'paper', 'spoken', 'page')),
  left_at timestamptz,
  left_by text,
  digest text,
  available_until timestamptz,
  received_on date,
  came_back_on date,
  outcome text check (outcome in ('left', 'stopped', 'replaced')),
  closed_on date,
  shown text not null check (shown in ('yes', 'no')),
  show_review_on date,
  show_decided_by text,
  show_decided_on date,
  told_on date,
  told_by text,
  media_id uuid unique,
  media_type text,
  media_bytes bigint check (media_bytes >= 0),
  sealed_documents bytea,
  constraint share_is_decided_once check ((outcome is null) = (closed_on is null)),
  constraint share_that_left_says_when check (outcome <> 'left' or left_at is not null)
);
create index share_person on share (person_id);
create index share_organisation on share (organisation_id);
create index share_purpose on share (activity, id);
create index share_due on share (activity, clock_from);
create index share_open on share (activity, collected_at) where clock_from is null;
create trigger share_media_gone after delete on share for each row
  when (old.media_id is not null and current_setting('assured.batch_notes_media', true) is distinct from 'on')
  execute function note_media_gone();

-- Part of a camera's footage that is given to somebody outside: the police or a court of the register (CV4), or the person whom it shows (CV5). Who
-- asked, on what legal power, what was cut, who made it and who took the second look. What goes to the police or a court is a line of the ledger, decided
-- on the same path as what is shared of a person; what goes to the person themselves is none. Its media is the clip, with people hidden in it. The sweep
-- deletes both when their period after the closing is over.
create table disclosure (
  like item including all,
  place_id uuid not null references camera (id),
  recipient text not null check (recipient in ('police', 'court', 'the-person')),
  organisation_id uuid references organisation (id),
  occasion text check (occasion in ('request', 'order', 'own-report', 'referral', 'task', 'our-question')),
  is_victim text check (is_victim in ('yes', 'no', 'not-known')),
  victim_told text check (victim_told in ('given', 'exempt')),
  from_at timestamptz not null,
  to_at timestamptz not null,
  film_from timestamptz,
  film_to timestamptz,
  given_seconds integer check (given_seconds >= 0),
  treated text not null check (treated in ('cut', 'uploaded')),
  obscured integer not null check (obscured >= 0),
  others text check (others in ('none', 'hidden')),
  prepared_by text not null,
  prepared_by_id text,
  decided_by text,
  outcome text check (outcome in ('released', 'stopped')),
  closed_on date,
  digest text,
  available_until timestamptz,
  fetched_at timestamptz,
  way text check (way in ('file', 'paper', 'spoken', 'page')),
  left_at timestamptz,
  shown text check (shown in ('yes', 'no')),
  show_review_on date,
  show_decided_by text,
  show_decided_on date,
  told_on date,
  told_by text,
  media_id uuid unique,
  media_type text,
  media_bytes bigint check (media_bytes >= 0),
  sealed_cctv_footage bytea,
  constraint disclosure_ends_after_it_starts check (to_at >= from_at),
  constraint second_look_is_another_name check (decided_by is null or outcome is not null)
);
create index disclosure_place on disclosure (place_id, collected_at);
create index disclosure_organisation on disclosure (organisation_id);
create index disclosure_purpose on disclosure (activity, id);
create index disclosure_due on disclosure (activity, clock_from);
create index disclosure_open on disclosure (activity, collected_at) where clock_from is null;
create trigger disclosure_media_gone after delete on disclosure for each row
  when (old.media_id is not null and current_setting('assured.batch_notes_media', true) is distinct from 'on')
  execute function note_media_gone();

-- A support service that works with the person, and how to reach it (D5): by a referral of ours, or as the person told us. Which service it is tells of
-- the person's needs, so it is sealed. Whoever works there is somebody else. What came back from them is noted here.
create table support_contact (
  like item including all,
  person_id uuid not null references person (id),
  since date not null,
  ended_on date,
  came_back_on date,
  referral_id uuid,
  sealed_support_contacts bytea
);
create index support_contact_person on support_contact (person_id);
create index support_contact_purpose on support_contact (activity, id);
create index support_contact_due on support_contact (activity, clock_from);
create index support_contact_referral on support_contact (referral_id) where referral_id is not null;

-- A safety alert about a person: a code, since when, and until which review (U9). Its words stay here: what happened, what the person answered and why
-- they were not told. Somebody outside, and a colleague to whom the notice opens the code alone, learns the code and the two days.
create table cautionary_alert (
  like item including all,
  person_id uuid not null references person (id),
  code text not null check (code in ('visit-in-pairs', 'by-appointment', 'meet-at-an-office', 'dog-shut-away', 'ask-before-visiting')),
  since date not null,
  review_by date not null,
  decided_by text not null,
  decided_on date not null,
  decided_in text,
  told text not null check (told in ('letter', 'not-told')),
  ended_on date,
  sealed_cautionary_alerts bytea
);
create index cautionary_alert_person on cautionary_alert (person_id);
create index cautionary_alert_purpose on cautionary_alert (activity, id);
create index cautionary_alert_due on cautionary_alert (activity, clock_from);
create index cautionary_alert_open on cautionary_alert (activity, collected_at) where clock_from is null;

-- What somebody wrote to us on the public site: a concern or a request (N6), or which words of the notice are unclear (N5).
create table message (
  like item including all,
  kind text not null check (kind in ('concern', 'feedback')),
  reference text not null,
  sent_at timestamptz not null,
  about text,
  notice_edition text,
  answer_by date,
  closed_on date,
  sealed_documents bytea,
  sealed_personal_details bytea,
  sealed_contact_details bytea,
  constraint message_reference_key unique (reference)
);
create index message_purpose on message (activity, id);
create index message_due on message (activity, clock_from);
create index message_open on message (activity, collected_at, id) where clock_from is null;

-- Somebody uses a right over their data, such as asking for a copy of it (A1): who asked, when and how, for whom, what has happened since, and how
-- it ended. It has a key of its own. Whoever asks need not be on file.
create table rights_request (
  like item including all,
  reference text not null,
  right_used text not null check (right_used in ('access')),
  received_on date not null,
  came_by text not null check (came_by in ('letter', 'e-mail', 'telephone', 'in-person', 'website', 'social-media')),
  asked_by text not null check (asked_by in ('themselves', 'child', 'parent', 'representative', 'attorney')),
  of_person uuid,
  answer_by date,
  send_by text check (send_by in ('e-mail', 'page', 'post', 'in-person')),
  send_to uuid,
  send_agreed_at timestamptz,
  linked_to uuid,
  linked_as text check (linked_as in ('duplicate', 'reopens', 'joint')),
  outcome text check (outcome in ('answered', 'nothing-held', 'refused', 'withdrawn', 'joined')),
  closed_on date,
  sealed_documents bytea,
  sealed_personal_details bytea,
  sealed_contact_details bytea,
  constraint rights_request_reference_key unique (reference)
);
create index rights_request_purpose on rights_request (activity, id);
create index rights_request_due on rights_request (activity, clock_from);
create index rights_request_open on rights_request (activity, collected_at, id) where clock_from is null;
create index rights_request_of_person on rights_request (of_person) where of_person is not null;

-- What one place answered that was searched for a request: a kind of record, the recordings, the evidence, or a system outside this one. Each is asked
-- one question, and gives one of a closed set of answers. Without an answer the request is not complete.
-- No pack shows any of it: an item for each place would give away those whose very mention does harm. The person gets the certificate of the search
-- instead (src/duties/rights/search/certificate.ts).
create table rights_search (
  like item including all,
  rights_request_id uuid not null references rights_request (id),
  place text not null,
  asked_on date not null,
  due_on date,
  answer text check (answer in ('found', 'nothing-held', 'not-known', 'could-not-look', 'retained')),
  found integer check (found >= 0),
  answered_on date,
  answered_by text,
  is_silent boolean,
  without_by text,
  without_on date,
  closed_on date,
  sealed_documents bytea,
  constraint rights_search_once unique (rights_request_id, place)
);
create index rights_search_rights_request on rights_search (rights_request_id);
create index rights_search_purpose on rights_search (activity, id);
create index rights_search_due on rights_search (activity, clock_from);
create index rights_search_of_request on rights_search (rights_request_id);

-- A text that was found for a request outside the person's own record: a document that the people who run a system outside sent, with the file as its
-- media, or a text that names them in the record of somebody around them. Searching by person finds it, so that it is read like any other text of the
-- copy, and in it.
create table rights_find (
  like item including all,
  rights_request_id uuid not null references rights_request (id),
  place text not null,
  added_on date not null,
  added_by text not null,
  closed_on date,
  media_id uuid unique,
  media_type text,
  media_bytes bigint check (media_bytes >= 0),
  sealed_documents bytea
);
create index rights_find_rights_request on rights_find (rights_request_id);
create index rights_find_purpose on rights_find (activity, id);
create index rights_find_due on rights_find (activity, clock_from);
create index rights_find_of_request on rights_find (rights_request_id);
create trigger rights_find_media_gone after delete on rights_find for each row
  when (old.media_id is not null and current_setting('assured.batch_notes_media', true) is distinct from 'on')
  execute function note_media_gone();

-- Footage that a request names: one camera, and a time. What that camera filmed then is kept while the request is open (CV5).
create table rights_footage (
  like item including all,
  rights_request_id uuid not null references rights_request (id),
  camera_id uuid not null references camera (id),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  closed_on date
);
create index rights_footage_rights_request on rights_footage (rights_request_id);
create index rights_footage_camera on rights_footage (camera_id);
create index rights_footage_purpose on rights_footage (activity, id);
create index rights_footage_due on rights_footage (activity, clock_from);
create index rights_footage_of_request on rights_footage (rights_request_id);

-- One text that a colleague reads before it goes into somebody’s copy: which item and field it stands in, the passages in it that were proposed and
-- what was decided about each, and who has read it. The text itself stays where it is, and is never altered.
create table rights_text (
  like item including all,
  rights_request_id uuid not null references rights_request (id),
  place text not null,
  item_id uuid not null,
  field_name text not null,
  proposed integer not null check (proposed >= 0),
  withheld integer not null check (withheld >= 0),
  read_by text,
  read_by_id text,
  read_on date,
  second_by text,
  second_on date,
  closed_on date,
  sealed_documents bytea,
  constraint rights_text_once unique (rights_request_id, item_id, field_name)
);
create index rights_text_rights_request on rights_text (rights_request_id);
create index rights_text_purpose on rights_text (activity, id);
create index rights_text_due on rights_text (activity, clock_from);
create index rights_text_of_request on rights_text (rights_request_id);

-- What a health professional answered when asked whether giving somebody the data about their health would be likely to do serious harm (Data
-- Protection Act 2018, Schedule 3, paragraph 6). It counts for six months from the day it was given.
create table rights_opinion (
  like item including all,
  rights_request_id uuid not null references rights_request (id),
  given_on date not null,
  answer text not null check (answer in ('not-likely', 'likely')),
  valid_until date not null,
  closed_on date,
  sealed_documents bytea
);
create index rights_opinion_rights_request on rights_opinion (rights_request_id);
create index rights_opinion_purpose on rights_opinion (activity, id);
create index rights_opinion_due on rights_opinion (activity, clock_from);
create index rights_opinion_of_request on rights_opinion (rights_request_id);

-- The answer to a request for a copy as it was made: exactly the bytes that leave, who checked them, by which way they went, and when they were fetched.
-- Its media is the encrypted archive.
create table rights_answer (
  like item including all,
  rights_request_id uuid not null references rights_request (id),
  made_at timestamptz not null,
  made_by text not null,
  made_by_id text not null,
  items integer not null check (items >= 0),
  withheld integer not null check (withheld >= 0),
  digest text not null,
  checked text check (checked in ('clean', 'stopped')),
  released_by text,
  released_at timestamptz,
  went_by text check (went_by in ('e-mail', 'page', 'post', 'in-person')),
  went_at timestamptz,
  sent_by text,
  went_to uuid,
  available_until timestamptz,
  fetched_at timestamptz,
  fetched_by text,
  closed_on date,
  media_id uuid unique,
  media_type text,
  media_bytes bigint check (media_bytes >= 0),
  sealed_documents bytea
);
create index rights_answer_rights_request on rights_answer (rights_request_id);
create index rights_answer_purpose on rights_answer (activity, id);
create index rights_answer_due on rights_answer (activity, clock_from);
create index rights_answer_of_request on rights_answer (rights_request_id);
create trigger rights_answer_media_gone after delete on rights_answer for each row
  when (old.media_id is not null and current_setting('assured.batch_notes_media', true) is distinct from 'on')
  execute function note_media_gone();

-- A recorded call from a number that belongs to nobody we know, or to several people, until a colleague links it to a person.
create table unlinked_call (
  like item including all,
  started_at timestamptz not null,
  seconds integer not null check (seconds >= 0),
  direction text not null,
  taken_by text,
  sound_seconds integer check (sound_seconds >= 0),
  arrived_as text,
  media_id uuid unique,
  media_type text,
  media_bytes bigint check (media_bytes >= 0),
  calling_number text,
  sealed_call_recordings bytea
);
create index unlinked_call_purpose on unlinked_call (activity, id);
create index unlinked_call_due on unlinked_call (activity, clock_from);
create trigger unlinked_call_media_gone after delete on unlinked_call for each row
  when (old.media_id is not null and current_setting('assured.batch_notes_media', true) is distinct from 'on')
  execute function note_media_gone();

-- A cut of a recorded call for training (TC7): nobody on it can be recognised, or everybody on it agrees. A second colleague releases it.
-- It is deleted with the call's recording, unless it was released because nobody on it can be recognised (TC3).
create table training_extract (
  like item including all,
  claim text not null check (claim in ('nobody-identifiable', 'consent')),
  seconds integer not null check (seconds >= 1),
  called_on date not null,
  made_on date not null,
  made_by text not null,
  made_by_id text,
  cut_from uuid,
  of_person uuid,
  released_on date,
  released_by text,
  media_id uuid unique,
  media_type text,
  media_bytes bigint check (media_bytes >= 0),
  sealed_call_recordings bytea
);
create index training_extract_purpose on training_extract (activity, id);
create index training_extract_due on training_extract (activity, clock_from);
create index training_extract_of_person on training_extract (of_person) where of_person is not null;
create trigger training_extract_media_gone after delete on training_extract for each row
  when (old.media_id is not null and current_setting('assured.batch_notes_media', true) is distinct from 'on')
  execute function note_media_gone();

-- One visit to one of the landlord's offices, in its sign in and out book (OF1). It is for fire safety alone. Of the badge that the visitor
-- carries, only hashes are here, so that nobody who reads them can sign a visitor out.
create table visit (
  like item including all,
  site text not null,
  arrived_at timestamptz not null,
  left_at timestamptz,
  ended_on date,
  signed_in_by text not null,
  badge text,
  code text,
  sealed_personal_details bytea,
  sealed_visits bytea,
  sealed_vehicle_registrations bytea
);
create index visit_purpose on visit (activity, id);
create index visit_due on visit (activity, clock_from);
create index visit_inside on visit (site) where ended_on is null;
create index visit_badge on visit (badge);
create index visit_code on visit (code);

-- A visitor's own answer that they need help to get out of the building, under the id of their visit. It is asked, never needed, and
-- deleted as they leave. Nothing of it is unsealed, because that it exists tells the answer.
create table visit_assistance (
  like item including all,
  sealed_support_needs bytea
);
create index visit_assistance_purpose on visit_assistance (activity, id);
create index visit_assistance_due on visit_assistance (activity, clock_from);

-- Somebody who is told when the notice changes (N4): the e-mail address that they gave for that alone, and confirmed. It is tied to nobody,
-- and deleted as soon as they stop. What is hashed finds an address that is given again.
create table notice_reader (
  like item including all,
  confirmed_at timestamptz not null,
  address_hash text not null,
  sealed_contact_details bytea,
  constraint notice_reader_address_hash_key unique (address_hash)
);
create index notice_reader_purpose on notice_reader (activity, id);
create index notice_reader_due on notice_reader (activity, clock_from);

-- The ids of items that are on nobody’s record and are opened by their own id, each for the activity that it was collected for (P2). Null: for
-- any activity, as with cameras, which film people who need not be on file.
create or replace view standing_alone as
  select id, 'camera' as kind, null as activity from camera
  union all select id, 'picture' as kind, activity from picture
  union all select id, 'organisation' as kind, activity from organisation
  union all select id, 'agreement' as kind, activity from agreement
  union all select id, 'message' as kind, activity from message
  union all select id, 'rights-request' as kind, activity from rights_request
  union all select id, 'unlinked-call' as kind, activity from unlinked_call
  union all select id, 'training-extract' as kind, activity from training_extract
  union all select id, 'visit' as kind, activity from visit
  union all select id, 'notice-reader' as kind, activity from notice_reader
  union all select id, 'office' as kind, 'visitor-safety' as activity from office;
-- The ids of all keys in use: those of people, and those of items with keys of their own.
create or replace view key_in_use as
  select id from person union all select id from asset union all select id from tenure union all select id from visit_assistance union all select id from task union all select id from standing_alone;

-- What left, without whose it is and without an id: what is counted of it.
create or replace view shared_line as
  select s.activity, s.recipient, s.organisation_id, d.left_on, exists (select from agreement g where g.organisation_id = s.organisation_id
      and g.for_activity = s.activity and g.kind = 'agreement' and d.left_on between g.in_force_from and g.until
      and coalesce(g.ended_on > d.left_on, true)) as under_agreement
  from (select t.activity, t.recipient, t.organisation_id, t.left_at from share t where t.left_at is not null
  union all select t.activity, t.recipient, t.organisation_id, t.left_at from disclosure t where t.left_at is not null and t.recipient is distinct from 'the-person') s
  cross join lateral (select (s.left_at at time zone 'Europe/London')::date as left_on) d;
-- The lines that stay hidden from the person, with the day by which somebody decides anew; one that never went anywhere has none.
create or replace view hidden_line as
  select t.id, case when t.left_at is not null or t.outcome = 'stopped' then t.show_review_on end as show_review_on from share t where t.shown = 'no'
  union all select t.id, case when t.left_at is not null or t.outcome = 'stopped' then t.show_review_on end as show_review_on from disclosure t where t.shown = 'no' and t.recipient is distinct from 'the-person';
grant select on shared_line, hidden_line to {machinery};

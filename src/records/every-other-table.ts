import type { Category } from '#notice/vocabulary.ts'

/**
 * What a column of these tables can hold. `word`: from a closed list of ours. `colleague`: who did something, by name or id. `code`:
 * another system's number or line. `sealed`: somebody's words, as ciphertext. `secret`: a wrapped key, or a digest. `published`: the
 * landlord's own text for everybody. There is none for unsealed free text, since whatever people write is sealed.
 */
export type Holding = 'id' | 'time' | 'count' | 'word' | 'colleague' | 'code' | 'sealed' | 'secret' | 'published'

/** How long rows are kept: an ISO period from the moment in a column. */
export type KeptFor = { readonly since: string; readonly period: string }

/** A table with rows about people. */
type AboutPeople = {
  /** The column that says whose the row is. */
  readonly person: string
  readonly category: Category
  /** Whose key seals its words: the person's, or the row's own. Null if it has no words. */
  readonly sealedUnder: 'person' | 'row' | null
  /**
   * `at-once`: deleted by a trigger with the person's own row. `by-reference`: deleted by its foreign key to that row. `next-sweep`:
   * deleted by the next sweep, which finds that the person is gone.
   */
  readonly goesWithPerson: 'at-once' | 'by-reference' | 'next-sweep'
  readonly keptFor: KeptFor | 'while the person is held'
  /** Whether the person's pack includes it, by itself or with the record that it is about; or why not. */
  readonly access: 'given' | 'given with its record' | { readonly left: string }
}

/** A table about nobody in particular. `because`: why that is so. */
type AboutNobody = { readonly person: null; readonly because: string; readonly keptFor: KeptFor | null }

export type OtherTable = {
  readonly columns: Readonly<Record<string, Holding>>
} & (AboutPeople | AboutNobody)

/**
 * How long records of who looked at whom are kept, for security and accountability. Government guidance says six months to two years
 * (Ministry of Justice, security logs).
 */
export const lookedAtFor = 'P2Y'

const noPerson = { person: null, keptFor: null } as const

/**
 * Every table that is no record type. The catalogue test fails for a table or column that is declared nowhere; the sweep, the person's pack
 * and the test that plants words everywhere read this list. A new table is added here.
 */
export const everyOtherTable = {
  opening: {
    columns: {
      ...{ id: 'id', person_id: 'id', colleague: 'colleague', colleague_name: 'colleague', role: 'word', activity: 'word', reason: 'word' },
      ...{
        sealed_reason: 'sealed',
        private_setting: 'word',
        opened_at: 'time',
        closes_at: 'time',
        closed_at: 'time',
        call_reference: 'code',
      },
    },
    person: 'person_id',
    category: 'contact-log',
    sealedUnder: 'person',
    goesWithPerson: 'at-once',
    keptFor: { since: 'opened_at', period: lookedAtFor },
    access: 'given',
  },
  identity_check: {
    columns: { id: 'id', person_id: 'id', colleague: 'colleague', passed: 'word', asked: 'count', matched: 'count', checked_at: 'time' },
    person: 'person_id',
    category: 'contact-log',
    sealedUnder: null,
    goesWithPerson: 'at-once',
    keptFor: { since: 'checked_at', period: lookedAtFor },
    access: 'given',
  },
  task: {
    columns: {
      ...{ id: 'id', kind: 'word', role: 'word', about: 'id', person_id: 'id', due_on: 'time', raised_at: 'time', done_at: 'time' },
      ...{ done_by: 'colleague', sealed_proof: 'sealed' },
    },
    person: 'person_id',
    category: 'documents',
    sealedUnder: 'row',
    goesWithPerson: 'at-once',
    // A task that still waits stays until it is done (src/duties/tasks/tasks.ts).
    keptFor: { since: 'done_at', period: 'P1Y' },
    access: 'given',
  },
  leaver: {
    columns: { person_id: 'id', left_on: 'time' },
    person: 'person_id',
    category: 'tenure',
    sealedUnder: null,
    goesWithPerson: 'next-sweep',
    keptFor: 'while the person is held',
    access: { left: 'it says what the tenure in the pack says' },
  },
  without_tenancy: {
    columns: { person_id: 'id', heard_on: 'time' },
    person: 'person_id',
    category: 'personal-details',
    sealedUnder: null,
    goesWithPerson: 'next-sweep',
    keptFor: 'while the person is held',
    access: { left: 'it says when the newest of what is in the pack was taken in' },
  },
  tenancy_to_look_up: {
    columns: { person_id: 'id' },
    person: 'person_id',
    category: 'personal-details',
    sealedUnder: null,
    goesWithPerson: 'next-sweep',
    keptFor: 'while the person is held',
    access: { left: 'it says nothing but that the next sweep looks' },
  },
  person_key: {
    columns: { person_id: 'id', wrapped: 'secret', made_at: 'time', cipher: 'word' },
    person: 'person_id',
    category: 'identity-secrets',
    sealedUnder: null,
    goesWithPerson: 'next-sweep',
    keptFor: 'while the person is held',
    access: { left: 'it is what keeps their words closed to others' },
  },
  arriving_call: {
    columns: {
      ...{ id: 'id', reference: 'code', line: 'code', has_number: 'word', people: 'id', and_others: 'word', arrived_at: 'time' },
    },
    ...noPerson,
    because: 'who may be calling, by id, while it rings',
    keptFor: { since: 'arrived_at', period: 'PT15M' },
  },
  extract_voice: {
    columns: {
      ...{ extract_id: 'id', name: 'colleague', colleague: 'colleague', answer: 'word', said_at: 'time', asked_at: 'time' },
      asked_by: 'colleague',
    },
    ...noPerson,
    because: 'colleagues who are heard on a training extract, and what they answered; it goes with the extract',
  },
  office: {
    columns: { id: 'id', site: 'code' },
    ...noPerson,
    because: 'an office of the landlord’s, by the id that is opened to see who is inside',
  },
  kiosk: {
    columns: {
      ...{ id: 'id', site: 'code', label: 'code', code_hash: 'secret', code_until: 'time', token_hash: 'secret' },
      ...{ registered_at: 'time', registered_by: 'colleague', claimed_at: 'time', revoked_at: 'time' },
    },
    ...noPerson,
    because: 'a tablet at a reception, which is known by a hash of its token',
    keptFor: { since: 'revoked_at', period: 'P1Y' },
  },
  alarm: {
    columns: {
      ...{ id: 'id', site: 'code', declared_at: 'time', declared_by: 'colleague', ends_at: 'time', ended_by: 'colleague' },
    },
    ...noPerson,
    because: 'when there was a fire alarm at an office, and which colleague said so',
    keptFor: { since: 'ends_at', period: 'P1Y' },
  },
  handover: {
    columns: {
      ...{
        id: 'id',
        record_type: 'word',
        item_id: 'id',
        whose: 'id',
        token_hash: 'secret',
        code_hash: 'secret',
        activity: 'word',
        role: 'word',
      },
      ...{ codes: 'count', tries: 'count', bytes: 'count', digest: 'secret', made_at: 'time', made_by: 'colleague', ends_at: 'time' },
      ...{ begun: 'count', fetched_at: 'time', told_at: 'time', stopped_at: 'time', stopped_by: 'colleague', missed_at: 'time' },
    },
    ...noPerson,
    because: 'what waits at a page to be fetched, by the id of the item that it is and by hashes; whose it is stands with the item',
    keptFor: { since: 'ends_at', period: 'P1Y' },
  },
  notice_telling: {
    columns: { reader_id: 'id', told: 'secret', telling: 'secret', state: 'word', tries: 'count', at: 'time', again: 'word' },
    ...noPerson,
    because: 'which edition of the notice a reader was told of, by the reader’s id; it goes with the reader',
  },
  session: {
    columns: { id_hash: 'secret', sealed: 'sealed', expires_at: 'time' },
    ...noPerson,
    because: 'a colleague at the desk, or a visitor’s form; sealed under what their browser has',
    keptFor: { since: 'expires_at', period: 'PT0S' },
  },
  sent_form: {
    columns: { id_hash: 'secret', sending: 'id', held_until: 'time', acted: 'word', expires_at: 'time' },
    ...noPerson,
    because: 'that a form was taken, by a hash; nothing of what it says',
    keptFor: { since: 'expires_at', period: 'PT0S' },
  },
  evidence: {
    columns: {
      ...{
        seq: 'count',
        at: 'time',
        tx: 'count',
        kind: 'word',
        actor: 'colleague',
        role: 'word',
        activity: 'word',
        act: 'word',
        subject: 'id',
      },
      ...{ subjects: 'id', record_type: 'word', categories: 'word', outcome: 'word', reasons: 'word', basis: 'word', clauses: 'word' },
      ...{ edition: 'secret', opening: 'id', detail: 'word' },
    },
    ...noPerson,
    because: 'it names people by ids alone, and tells nothing of them once what they name is gone',
  },
  evidence_seal: {
    columns: {
      ...{
        n: 'count',
        from_tx: 'count',
        to_tx: 'count',
        first_seq: 'count',
        last_seq: 'count',
        count: 'count',
        root: 'secret',
        head: 'secret',
      },
      sealed_at: 'time',
      // Numbers of database transactions.
      running: 'count',
    },
    ...noPerson,
    because: 'digests of evidence',
  },
  witnessed: {
    columns: { place: 'word', seal: 'count', head: 'secret', acknowledged_at: 'time' },
    ...noPerson,
    because: 'which head of the evidence each witness took last',
  },
  edition: {
    columns: { hash: 'secret', id: 'word', in_force_from: 'time', body: 'published', published_at: 'time' },
    ...noPerson,
    because: 'the notice, which anybody may read, for ever (N4)',
  },
  deletion_wait: {
    columns: {
      ...{ id: 'id', cause: 'word', since: 'time', believed: 'time', goes: 'word', counted_at: 'time', confirmed_at: 'time' },
      confirmed_by: 'colleague',
    },
    ...noPerson,
    because: 'that deletion waits, how much, and who confirmed it',
  },
  deletion_wait_item: {
    columns: { wait_id: 'id', person_id: 'id', record_type: 'word', item_id: 'id' },
    ...noPerson,
    because: 'what an import made due, by id; it goes with the confirmation',
  },
  kept_for_request: {
    columns: { request_id: 'id', person_id: 'id', record_type: 'word', item_id: 'id' },
    ...noPerson,
    because: 'what an open request keeps past its date, by id; it goes once the request is closed',
  },
  clock_look: {
    columns: { single: 'word', clock: 'time', database_clock: 'time', seq: 'count' },
    ...noPerson,
    because: 'when the clock was last believed',
  },
  source_line: {
    columns: { item_id: 'id', record_type: 'word', line: 'secret', fields: 'secret' },
    ...noPerson,
    because:
      'fingerprints of what another system last said, under a key of the landlord’s own: what was deleted is known by them and does not come back',
  },
  source_conflict: {
    columns: {
      ...{ id: 'id', record_type: 'word', item_id: 'id', field: 'word', category: 'word', activity: 'word', person_id: 'id' },
      ...{ source: 'word', said_at: 'time', sealed_value: 'sealed' },
    },
    person: 'person_id',
    category: 'documents',
    sealedUnder: 'person',
    goesWithPerson: 'by-reference',
    keptFor: 'while the person is held',
    access: 'given with its record',
  },
  few_tries: {
    columns: { who: 'secret', tries: 'count', began_at: 'time' },
    ...noPerson,
    because: 'how often somebody tried, by a keyed hash, for an hour',
  },
  key_in_force: {
    columns: { only_one: 'word', id: 'secret', since: 'time' },
    ...noPerson,
    because: 'which key wraps people’s keys, by its id',
  },
  known_secret: {
    columns: { name: 'word', proof: 'secret', since: 'time' },
    ...noPerson,
    because: 'by what a lost or replaced secret is known',
  },
  media_gone: { columns: { media_id: 'id' }, ...noPerson, because: 'what the vault still has to lose, by id' },
  derived_media: {
    columns: { media_id: 'id', parent_id: 'id', record_type: 'word', kind: 'word', media_type: 'word', media_bytes: 'count' },
    ...noPerson,
    because: 'where in the vault a thumbnail lies; it goes with what it was made of',
  },
  migration: {
    columns: { name: 'word', sha256: 'secret', ran_at: 'time', software: 'word' },
    ...noPerson,
    because: 'which steps this version has run',
  },
  item: {
    columns: {
      ...{
        id: 'id',
        activity: 'word',
        source: 'word',
        sealed_source_reason: 'sealed',
        collected_at: 'time',
        edition: 'secret',
        clock_from: 'time',
      },
    },
    ...noPerson,
    because: 'a pattern of which record types are made; it has no rows',
  },
} as const satisfies Readonly<Record<string, OtherTable>>

/** The same as a list. */
export const otherTables: readonly (OtherTable & { readonly table: string })[] = Object.entries<OtherTable>(everyOtherTable).map(
  ([table, declared]) => ({ table, ...declared }),
)

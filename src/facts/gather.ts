import type { ReleasedEdition } from '#notice/edition.ts'
import type { Circumstance, Relationship } from '#notice/vocabulary.ts'
import { dateIn } from '#shared/clock.ts'
import { isUuid } from '#shared/uuid.ts'
import type { Database, Row } from '#store/database.ts'
import { flights } from '#store/flights.ts'
import { roleName } from '#store/role-names.ts'
import { assessmentInDate } from './assessment.ts'
import { transferMechanismInForce } from './transfer.ts'

/** What is true of a person at a moment, as far as decisions ask. Relationships come from their tenures (N2). */
export type Facts = { readonly circumstances: ReadonlySet<Circumstance>; readonly relationships: readonly Relationship[] }

export type FactsAsked = {
  readonly person: string
  readonly activity: string
  /** The colleague whose identity checks count. */
  readonly colleague: string
  readonly now: Temporal.Instant
}

/**
 * Null where no such person is held. Who sent a message, or rang up, need not be: what came is known to the activity it came for (P2), and so is
 * a picture. Nor is anybody who walks past a camera: what it saw is opened by the camera.
 */
export type GatherFacts = (released: ReleasedEdition, asked: FactsAsked) => Promise<Facts | null>

type FactsRow = Row & {
  readonly n: number
  readonly known: boolean
  /** What it is that stands alone under that id. */
  readonly kind: string | null
  readonly under_18: boolean | null
  readonly consent: 'given' | 'refused' | null
  /** What the person stops of the activity. */
  readonly stopped: readonly ('objection' | 'restriction')[]
  readonly identity_verified: boolean
  /** Of a training extract, on what it rests; and whether whoever is on it agrees now. */
  readonly claim: 'nobody-identifiable' | 'consent' | null
  readonly agreed: boolean
  /** Each tenure's type after a `+` (responsible for it) or a `-` (a member of its household). */
  readonly tenures: readonly string[]
}

/** An identity check counts for the contact it was made in (SE2). */
const identityCheckLasts = '30 minutes'

/**
 * The newest answer counts, also where it was taken back: an older yes does not come back to life. Whoever objects to marketing need not be
 * heard first (UK GDPR Article 21(3)); any other objection restricts what it is against while it waits (Article 18(1)(d)).
 *
 * The asks come as JSON and not as arrays: PostgreSQL counts an array's elements, finds each batch cheaper to plan anew, and spends
 * more on planning than on answering. Nor does it know how few they are: `exists` would be answered by reading the whole table once, and
 * not by its index.
 */
const statement = {
  name: 'gather-facts',
  text: `select n,
    (p.id is not null or s.kind is not null) as known, s.kind,
    p.date_of_birth > (a.today - interval '18 years') as under_18,
    (select case when ended_on <= a.today then null else answer end from consent c
      where c.person_id = a.person and c.for_activity = a.activity and c.answered_at <= a.now order by answered_at desc limit 1) as consent,
    array(select distinct case when o.decision = 'upheld' or a.activity = 'marketing' then o.kind else 'restriction' end from objection o
      where o.person_id = a.person and (o.against_activity is null or o.against_activity = a.activity)
        and (o.ended_on is null or o.ended_on > a.today)
        and (o.decision = 'upheld' or o.kind = 'objection' and (o.decision = 'waiting' or a.activity = 'marketing'))) as stopped,
    exists (select from identity_check i where i.person_id = a.person and i.colleague = a.colleague and i.passed
      and i.checked_at > a.now - interval '${identityCheckLasts}' and i.checked_at <= a.now) as identity_verified,
    (select claim from training_extract e where s.kind = 'training-extract' and e.id = a.person) as claim,
    coalesce((select c.answer = 'given' and (c.ended_on is null or c.ended_on > a.today) from training_extract e join consent c
      on c.person_id = e.of_person where s.kind = 'training-extract' and e.id = a.person and c.for_activity = a.activity
      and c.answered_at <= a.now order by c.answered_at desc limit 1), false) as agreed,
    array(select case when m.is_responsible then '+' else '-' end || t.tenure_type
      from household_member m join tenure t on t.id = m.tenure_id where m.person_id = a.person) as tenures
    from jsonb_to_recordset($1::jsonb) as a(n integer, person uuid, activity text, colleague text, now timestamptz, today date)
    left join lateral (select id, date_of_birth from person where id = a.person offset 0) p on true
    left join lateral (select kind from standing_alone k where p.id is null and k.id = a.person
      and (k.activity is null or k.activity = a.activity) offset 0) s on true`,
}

/** People asked about by one statement at the most. */
const most = 100

/** Openings that come together are one round trip, as the role that sees ids, dates and answers, and no content. */
export function factsGatherer(database: Database): GatherFacts {
  const role = roleName(database.schema, 'facts')
  const batches = flights<FactsAsked, FactsRow>(
    async (aboard) => {
      const asks = aboard.map(({ ask }, n) => ({ ...ask, n, now: ask.now.toString(), today: dateIn(ask.now).toString() }))
      for (const row of await database.once<FactsRow>(role, statement, [JSON.stringify(asks)])) aboard[row.n]?.answer(row)
    },
    { most, weigh: () => 1 },
  )
  return async (released, asked) => {
    if (!isUuid(asked.person)) return null
    const row = await batches.ask(asked)
    if (!row.known) return null
    const circumstances = new Set<Circumstance>(editionCircumstances(released, asked.activity, dateIn(asked.now)))
    if (row.under_18 === true) circumstances.add('under-18')
    if (row.consent === 'given') circumstances.add('consent')
    if (row.consent === 'refused') circumstances.add('consent-refused')
    for (const stopped of row.stopped) circumstances.add(stopped)
    if (row.claim === 'nobody-identifiable') circumstances.add('nobody-identifiable')
    if (row.claim === 'consent' && row.agreed) circumstances.add('consent')
    if (row.identity_verified) circumstances.add('identity-verified')
    return { circumstances, relationships: relationshipsFrom(row) }
  }
}

/** What holds for an activity whoever the person is: its balancing assessment in date (L5), its systems' transfers covered (T1). */
export function editionCircumstances(released: ReleasedEdition, activity: string, today: Temporal.PlainDate): readonly Circumstance[] {
  const found: Circumstance[] = []
  if (assessmentInDate(released.edition, activity, today)) found.push('assessment-in-date')
  if (transferMechanismInForce(released.edition, activity, today)) found.push('transfer-mechanism')
  return found
}

function relationshipsFrom(row: FactsRow): readonly Relationship[] {
  const found = new Set<Relationship>()
  for (const tenure of row.tenures) found.add(tenure.startsWith('+') ? relationshipOf(tenure.slice(1)) : 'household-member')
  if (row.under_18 === true) found.add('child')
  // Whoever is on a picture of ours took part in what it shows, be they on file or not.
  if (row.kind === 'picture') found.add('event-participant')
  if (found.size === 0) found.add('caller')
  return [...found]
}

/**
 * The sector's tenure types are free text; what they have in common is told apart by its word, the first that fits. A type that says none
 * of these makes nobody a tenant: they are who is in contact with us, and what is for tenants is refused.
 */
const relationshipByWord: readonly (readonly [RegExp, Relationship])[] = [
  [/shared/i, 'shared-owner'],
  [/lease|freehold/i, 'leaseholder'],
  [/garage|parking/i, 'garage-renter'],
  [/support|shelter|extra care/i, 'supported-resident'],
  [/secure|assured|introductory|starter|flexible|demoted|shorthold|tenan|licen[cs]e|rent|hostel|temp/i, 'tenant'],
]

function relationshipOf(tenureType: string): Relationship {
  return relationshipByWord.find(([word]) => word.test(tenureType))?.[1] ?? 'caller'
}

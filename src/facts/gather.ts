import type { ReleasedEdition } from '#notice/edition.ts'
import type { Circumstance, Relationship } from '#notice/vocabulary.ts'
import { dateIn } from '#shared/clock.ts'
import type { Database, Row } from '#store/database.ts'
import { roleName } from '#store/role-names.ts'
import { assessmentInDate } from './assessment.ts'
import { transferMechanismInForce } from './transfer.ts'

/** What is true of a person at a moment, as far as decisions ask. Relationships come from their tenures (N2). */
export type Facts = { readonly circumstances: ReadonlySet<Circumstance>; readonly relationships: readonly Relationship[] }

export type FactsAsked = {
  readonly person: string
  readonly activity: string
  /** The colleague whose identity checks count; nobody's when absent. */
  readonly colleague?: string
  readonly now: Temporal.Instant
}

type FactsRow = Row & {
  known: boolean
  under_18: boolean | null
  consent: 'given' | 'refused' | null
  on_hold: boolean
  identity_verified: boolean
  tenure_types: readonly { type: string; responsible: boolean; current: boolean }[]
}

/** An identity check counts for the contact it was made in (SE2). */
const identityCheckLasts = '30 minutes'

const statement = {
  name: 'gather-facts',
  text: `select
    exists (select from person where id = $1) as known,
    (select date_of_birth > ($4::date - interval '18 years') from person where id = $1) as under_18,
    (select answer from consent where person_id = $1 and for_activity = $2 and ended_on is null order by answered_at desc limit 1) as consent,
    exists (select from hold where person_id = $1 and lifted_on is null) as on_hold,
    exists (select from identity_check where person_id = $1 and colleague = $3 and passed
      and checked_at > $5::timestamptz - interval '${identityCheckLasts}' and checked_at <= $5::timestamptz) as identity_verified,
    coalesce((select jsonb_agg(distinct jsonb_build_object('type', t.tenure_type, 'responsible', m.is_responsible,
        'current', t.ended_on is null or t.ended_on >= $4::date))
      from household_member m join tenure t on t.id = m.tenure_id where m.person_id = $1), '[]') as tenure_types`,
}

/** Null where no such person is held. One round trip, as the role that sees ids, dates and answers, and no content. */
export async function gatherFacts(database: Database, released: ReleasedEdition, asked: FactsAsked): Promise<Facts | null> {
  const today = dateIn(asked.now)
  const values = [asked.person, asked.activity, asked.colleague ?? '', today.toString(), asked.now.toString()]
  const [row] = await database.once<FactsRow>(roleName(database.schema, 'facts'), statement, values)
  if (row === undefined || !row.known) return null
  const circumstances = new Set<Circumstance>(editionCircumstances(released, asked.activity, today))
  if (row.under_18 === true) circumstances.add('under-18')
  if (row.consent === 'given') circumstances.add('consent')
  if (row.consent === 'refused') circumstances.add('consent-refused')
  if (row.on_hold) circumstances.add('on-hold')
  if (row.identity_verified) circumstances.add('identity-verified')
  return { circumstances, relationships: relationshipsFrom(row) }
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
  for (const tenure of row.tenure_types) found.add(tenure.responsible ? relationshipOf(tenure.type) : 'household-member')
  if (row.under_18 === true) found.add('child')
  if (found.size === 0) found.add('caller')
  return [...found]
}

/** The sector's tenure types are free text; what they have in common is told apart by its word. */
function relationshipOf(tenureType: string): Relationship {
  if (/shared/i.test(tenureType)) return 'shared-owner'
  if (/lease|freehold/i.test(tenureType)) return 'leaseholder'
  if (/garage/i.test(tenureType)) return 'garage-renter'
  if (/support|shelter|extra care/i.test(tenureType)) return 'supported-resident'
  return 'tenant'
}

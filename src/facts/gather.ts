import type { ReleasedEdition } from '#notice/edition.ts'
import type { Circumstance, Relationship } from '#notice/vocabulary.ts'
import { dateIn } from '#shared/clock.ts'
import { isUuid } from '#shared/uuid.ts'
import { batcher } from '#store/batcher.ts'
import type { Database, Row } from '#store/database.ts'
import { roleName } from '#store/role-names.ts'
import { assessmentInDate } from './assessment.ts'
import type { Contributor } from './contributor.ts'
import { everyFact } from './every-fact.ts'
import { transferMechanismInForce } from './transfer.ts'

/** What holds for a person at a moment, as far as decisions need it. Relationships come from their tenures (N2). */
export type Facts = { readonly circumstances: ReadonlySet<Circumstance>; readonly relationships: readonly Relationship[] }

export type FactsQuery = {
  readonly person: string
  readonly activity: string
  /** The colleague whose identity checks count. */
  readonly colleague: string
  readonly now: Temporal.Instant
}

/**
 * Null where nobody with that id is on file. Some subjects need not be on file: a message and a picture are known to the activity they came for (P2),
 * and what a camera saw is opened by the camera.
 */
export type GatherFacts = (released: ReleasedEdition, query: FactsQuery) => Promise<Facts | null>

type FactsRow = Row & { readonly n: number; readonly known: boolean }

/**
 * One statement that asks for all facts. The asks come as JSON and not as arrays: PostgreSQL counts an array's elements, decides to plan each batch
 * anew, and spends more time on planning than on answering. It also does not know how few the asks are, so an `exists` would read the whole table
 * instead of using its index.
 */
const statement = {
  name: 'gather-facts',
  text: `select n,
    (p.id is not null or s.kind is not null) as known,
    ${everyFact.map(columnOf).join(',\n    ')}
    from jsonb_to_recordset($1::jsonb) as a(n integer, person uuid, activity text, colleague text, now timestamptz, today date)
    left join lateral (select id, date_of_birth from person where id = a.person offset 0) p on true
    left join lateral (select kind from standing_alone k where p.id is null and k.id = a.person
      and (k.activity is null or k.activity = a.activity) offset 0) s on true`,
}

function columnOf({ name, of, sql }: Contributor): string {
  return of === undefined ? `${sql} as ${name}` : `case when s.kind = '${of}' then ${sql} end as ${name}`
}

/** The most people that one statement asks about. */
const most = 100

/** Openings asked for at the same moment are one round trip, as the role that sees ids, dates and answers, and no content. */
export function factsGatherer(database: Database): GatherFacts {
  const role = roleName(database.schema, 'facts')
  const batches = batcher<FactsQuery, FactsRow>(
    async (queued) => {
      const asks = queued.map(({ ask }, n) => ({ ...ask, n, now: ask.now.toString(), today: dateIn(ask.now).toString() }))
      for (const row of await database.once<FactsRow>(role, statement, [JSON.stringify(asks)])) queued[row.n]?.answer(row)
    },
    { most, weigh: () => 1 },
  )
  return async (released, query) => {
    if (!isUuid(query.person)) return null
    const row = await batches.ask(query)
    if (!row.known) return null
    const told = everyFact.map(({ name, tells }) => tells(row[name]))
    const circumstances = new Set<Circumstance>([
      ...editionCircumstances(released, query.activity, dateIn(query.now)),
      ...told.flatMap((each) => each.circumstances ?? []),
    ])
    const relationships = [...new Set(told.flatMap((each) => each.relationships ?? []))]
    // A person without any other relationship is somebody in contact with the landlord.
    return { circumstances, relationships: relationships.length === 0 ? ['caller'] : relationships }
  }
}

/** What holds for an activity, whoever the person is: its balancing assessment is in date (L5), and the transfers of its systems are covered (T1). */
export function editionCircumstances(released: ReleasedEdition, activity: string, today: Temporal.PlainDate): readonly Circumstance[] {
  const found: Circumstance[] = []
  if (assessmentInDate(released, activity, today)) found.push('assessment-in-date')
  if (transferMechanismInForce(released.edition, activity, today)) found.push('transfer-mechanism')
  return found
}

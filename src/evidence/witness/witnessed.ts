import type { Database, Session } from '#store/database.ts'
import { roleName } from '#store/role-names.ts'
import type { ChainLine } from './chain-line.ts'
import type { Witness } from './witness.ts'

/** The newest head that a witness took, and when, as the database notes it. */
export type Witnessed = { readonly seal: string; readonly head: string; readonly at: string }

export async function witnessedAt(session: Session, place: string): Promise<Witnessed | undefined> {
  const [row] = await session.query<Witnessed>(
    `select seal::text as seal, encode(head, 'hex') as head, acknowledged_at as at from witnessed where place = $1`,
    [place],
  )
  return row
}

/** What each of the witnesses has taken by now, in their order. */
export function takenBy(database: Database, witnesses: readonly Pick<Witness, 'place'>[]): Promise<readonly (Witnessed | undefined)[]> {
  return database.transaction(roleName(database.schema, 'evidence'), async (session) => {
    const taken: (Witnessed | undefined)[] = []
    for (const { place } of witnesses) taken.push(await witnessedAt(session, place))
    return taken
  })
}

export async function noteWitnessed(database: Database, place: string, { seal, head }: ChainLine, at: Temporal.Instant): Promise<void> {
  await database.once(
    roleName(database.schema, 'evidence'),
    `insert into witnessed (place, seal, head, acknowledged_at) values ($1, $2, decode($3, 'hex'), $4)
      on conflict (place) do update set seal = excluded.seal, head = excluded.head, acknowledged_at = excluded.acknowledged_at`,
    [place, seal, head, at.toString()],
  )
}

/** How a witness stands. `behindSince`: when the oldest seal was made that it has not taken; null where it has the newest. */
export type WitnessStanding = {
  readonly name: string
  readonly last: Witnessed | null
  readonly behindSince: Temporal.Instant | null
  /** It has been behind for more than a day: somebody has to look. */
  readonly late: boolean
}

const lateAfterHours = 24

/** How each witness stands, by what the database notes; asks none of them. Empty where no witness is set. */
export function witnessStandings(
  database: Database,
  witnesses: readonly Pick<Witness, 'name' | 'place'>[],
  now: Temporal.Instant,
): Promise<readonly WitnessStanding[]> {
  if (witnesses.length === 0) return Promise.resolve([])
  return database.transaction(roleName(database.schema, 'evidence'), async (session) => {
    const standings: WitnessStanding[] = []
    for (const { name, place } of witnesses) {
      const last = (await witnessedAt(session, place)) ?? null
      const [waiting] = await session.query<{ at: string }>(
        'select sealed_at as at from evidence_seal where n > $1::bigint order by n limit 1',
        [last?.seal ?? '0'],
      )
      const behindSince = waiting === undefined ? null : Temporal.Instant.from(waiting.at)
      standings.push({ name, last, behindSince, late: behindSince !== null && now.since(behindSince).total('hours') > lateAfterHours })
    }
    return standings
  })
}

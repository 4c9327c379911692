import type { GateDeps } from '#gate/deps.ts'
import { firstDayOf } from '#notice/in-force-from.ts'
import { dateIn } from '#shared/clock.ts'
import { roleName } from '#store/role-names.ts'
import { countTellings } from '../readers/tellings.ts'
import type { Figure } from './keeping.ts'
import { acts, listed, said, same, sentences } from './said.ts'

type Deps = Pick<GateDeps, 'database' | 'clock' | 'inForce'>

/** Days after an edition has come into force within which everybody has been told, whose mail server takes letters. */
const toldWithin = 3

/** How many readers are told of changes, and how far they have been told of the edition in force (N4). Broken where somebody waits for days. */
export async function readersTold(deps: Deps): Promise<Figure> {
  const { edition, hash } = deps.inForce().released
  const { readers, told, due, unknown, givenUp } = await countTellings(deps, hash)
  if (readers === 0) return { isKept: true, seen: 0, says: same('Nobody has asked to be told of changes yet.') }
  const since = await heardSince(deps, hash, firstDayOf(edition))
  const late = Temporal.PlainDate.compare(since.add({ days: toldWithin }), dateIn(deps.clock())) < 0
  const parts = [
    ...(told === 0 ? [] : [acts(told, 'told', 'told')]),
    ...(due === 0 ? [] : [acts(due, 'still to be told', 'still to be told')]),
    ...(unknown === 0 ? [] : [acts(unknown, 'may not have been reached', 'may not have been reached')]),
    ...(givenUp === 0 ? [] : [acts(givenUp, 'could not be reached', 'could not be reached')]),
  ]
  const last =
    parts.length === 0 ? same('No notice has come into force since they asked.') : said`Of the notice in force: ${listed(parts, ',')}.`
  return {
    isKept: due === 0 || !late,
    seen: readers,
    says: sentences([said`${acts(readers, 'reader is', 'readers are')} told of changes.`, last]),
  }
}

/** The later of its first day and the day on which it was published; today for one that is not published yet, which nobody can have heard of. */
async function heardSince({ database, clock }: Deps, hash: string, first: string): Promise<Temporal.PlainDate> {
  const [row] = await database.once<{ published: string }>(
    roleName(database.schema, 'machinery'),
    'select published_at as published from edition where hash = $1',
    [hash],
  )
  const begins = Temporal.PlainDate.from(first)
  const published = dateIn(row === undefined ? clock() : Temporal.Instant.from(row.published))
  return Temporal.PlainDate.compare(published, begins) > 0 ? published : begins
}

import { factsGatherer } from '#facts/gather.ts'
import { roleName } from '#store/role-names.ts'
import type { GateDeps } from '../deps.ts'
import { whatHolds } from '../gate.ts'
import { type AccessContext, type AccessRequest, type Colleague, entryOf } from '../judge.ts'
import { usableIn } from '../purpose.ts'
import { judgeBoth } from '../read/read-part.ts'

/** A record that the colleague opened: whose, for which activity and for what reason. */
export type OnceOpened = Pick<AccessRequest, 'person' | 'activity' | 'because'>

/** Names by the ids of the people. */
type Names = ReadonlyMap<string, string>

/**
 * The names of people whose records the colleague opened, in the order asked. A name is null if the activity would not let the colleague
 * see it now, whether or not the person is on hold, or the name was collected for something else (P2). No record is opened; a search is
 * recorded, one row for each activity and reason.
 */
export async function namesOfOpened(
  deps: GateDeps,
  colleague: Colleague,
  opened: readonly OnceOpened[],
): Promise<readonly (string | null)[]> {
  const contexts = await contextsOf(deps, colleague, opened)
  const groups = Map.groupBy(contexts.filter(mayShow), ({ asked }) => groundOf(asked))
  const named = new Map<string, Names>()
  await Promise.all([...groups].map(async ([ground, group]) => named.set(ground, await namesIn(deps, group))))
  return opened.map((asked) => named.get(groundOf(asked))?.get(asked.person) ?? null)
}

function groundOf({ activity, because }: OnceOpened): string {
  return `${activity} ${because}`
}

/** Reads the facts about all of them with one statement. People who are not on file are left out. */
async function contextsOf(deps: GateDeps, colleague: Colleague, opened: readonly OnceOpened[]): Promise<readonly AccessContext[]> {
  const { released, decide } = deps.inForce()
  const now = deps.clock()
  const gather = factsGatherer(deps.database)
  const contexts = await Promise.all(
    opened.map(async (asked): Promise<AccessContext | undefined> => {
      const facts = await gather(released, { person: asked.person, activity: asked.activity, colleague: colleague.id, now })
      return facts === null ? undefined : { colleague, asked, released, decide, ...whatHolds(facts, asked, released, now) }
    }),
  )
  return contexts.flatMap((context) => context ?? [])
}

function mayShow(access: AccessContext): boolean {
  const { free, held } = judgeBoth(access, 'view', { category: 'personal-details' })
  return free.decision.outcome === 'permitted' && held.decision.outcome === 'permitted'
}

async function namesIn(deps: GateDeps, contexts: readonly AccessContext[]): Promise<Names> {
  const [first] = contexts
  if (first === undefined) return new Map()
  const people = contexts.map(({ asked }) => asked.person)
  const role = roleName(deps.database.schema, 'activity', first.asked.activity)
  const text = `select id, concat_ws(' ', title, first_name, last_name) as name from person
    where id = any($1) and ($2::text[] is null or activity = any($2))`
  const rows = await deps.database.once<{ id: string; name: string }>(role, { name: 'names-of-opened', text }, [people, usableIn(first)])
  const entry = entryOf(
    { ...first, crowd: true },
    'search',
    'view',
    judgeBoth(first, 'view', { category: 'personal-details' }).free,
    'person',
    ['personal-details'],
  )
  await deps.record([{ ...entry, subject: null, detail: { ...entry.detail, found: rows.length } }])
  return new Map(rows.filter(({ name }) => name !== '').map(({ id, name }) => [id, name]))
}

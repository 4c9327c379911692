import { openingsOf, type Visit } from '#evidence/read.ts'
import { roleName } from '#store/role-names.ts'
import { type OpeningDeps, openings } from './openings.ts'

/** A look at a record. `by`: who that was; null where no colleague of that id opened any record. */
export type Look = Visit & { readonly by: string | null }

/** How many days of looks are told. */
const lookedBack = 365

/** Who looked at the person in the last 12 months, newest first, as the person too may ask to see (R1). */
export async function looksAt(deps: OpeningDeps, person: string): Promise<readonly Look[]> {
  const visits = await openingsOf(deps.database, person, deps.clock().subtract({ hours: lookedBack * 24 }))
  const [names, hidden] = await Promise.all([
    openings(deps).namesOf([...new Set(visits.map(({ actor }) => idOf(actor)))]),
    hiddenAmong(deps, visits),
  ])
  return looksOf(visits).map((visit) => {
    const shared = visit.shared.filter(({ item }) => item === null || !hidden.has(item))
    return { ...visit, shared, by: names.get(idOf(visit.actor)) ?? null }
  })
}

/** Lines of the ledger that stay hidden from the person. What is told of looks may be read out to them, so it does not say what those shared. */
async function hiddenAmong({ database }: Pick<OpeningDeps, 'database'>, visits: readonly Visit[]): Promise<ReadonlySet<string>> {
  const items = visits.flatMap(({ shared }) => shared.flatMap(({ item }) => item ?? []))
  if (items.length === 0) return new Set()
  const text = 'select id::text from hidden_line where id::text = any($1)'
  const rows = await database.once<{ id: string }>(roleName(database.schema, 'machinery'), { name: 'hidden-among', text }, [items])
  return new Set(rows.map(({ id }) => id))
}

/** The id in `colleague:1f0e…`. */
function idOf(actor: string): string {
  return actor.slice(actor.indexOf(':') + 1)
}

/** Lines of one act are written this close together. */
const together = Temporal.Duration.from({ seconds: 2 })

/**
 * A check of who is calling opens no record, and each thing that it compares is a line of evidence by itself: to whoever reads them
 * they are one look. Newest first, as they came.
 */
export function looksOf(visits: readonly Visit[]): readonly Visit[] {
  const looks: Visit[] = []
  for (const visit of visits) {
    const last = looks.at(-1)
    if (last !== undefined && isOneAct(last, visit)) looks.splice(-1, 1, asOne(last, visit))
    else looks.push(visit)
  }
  return looks
}

function isOneAct(later: Visit, earlier: Visit): boolean {
  if (later.opening !== null || earlier.opening !== null) return false
  if (later.actor !== earlier.actor || later.activity !== earlier.activity) return false
  const apart = Temporal.Instant.from(earlier.at).until(Temporal.Instant.from(later.at))
  return Temporal.Duration.compare(apart, together) <= 0
}

function asOne(later: Visit, earlier: Visit): Visit {
  const both = (of: (visit: Visit) => readonly string[]) => [...new Set([...of(earlier), ...of(later)])].toSorted()
  return {
    ...earlier,
    kinds: [...new Set([...earlier.kinds, ...later.kinds])],
    seen: both((visit) => visit.seen),
    compared: both((visit) => visit.compared),
    refused: both((visit) => visit.refused),
    shared: [...earlier.shared, ...later.shared],
  }
}

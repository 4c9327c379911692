import { openingsOf, type Visit } from '#evidence/read.ts'
import { type OpeningDeps, openings } from './openings.ts'

/** A look at a record. `by`: who that was; null where no colleague of that id opened any record. */
export type Look = Visit & { readonly by: string | null }

/** How many days of looks are told. */
const lookedBack = 365

/** Who looked at the person in the last 12 months, newest first, as the person too may ask to see (R1). */
export async function looksAt(deps: OpeningDeps, person: string): Promise<readonly Look[]> {
  const visits = await openingsOf(deps.database, person, deps.clock().subtract({ hours: lookedBack * 24 }))
  const names = await openings(deps).namesOf([...new Set(visits.map(({ actor }) => idOf(actor)))])
  return looksOf(visits).map((visit) => ({ ...visit, by: names.get(idOf(visit.actor)) ?? null }))
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

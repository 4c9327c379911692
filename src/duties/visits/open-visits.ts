import { type Answer, gone } from '#decisions/done-or-refused.ts'
import { countOpenVisits, knownOpenVisits, knownVisit } from '#gate/find/known-ids.ts'
import type { Colleague } from '#gate/judge.ts'
import type { ReadAnswer } from '#gate/read/read-part.ts'
import { goneIfUnknown, theOne } from '#gate/read/the-one.ts'
import { visitCars, visitNames, visits } from '#records/visit/visit.ts'
import { earlierDayEnds, isOfEarlierDay } from './earlier-day.ts'
import { isOffice, noOffice, type OpenedOffice, openSite, type VisitDeps } from './office.ts'
import { officesOf } from './sees.ts'

/** A visit that has not ended, as reception sees it. `by`: the kiosk's label, or the colleague who signed them in. */
export type OpenVisit = {
  readonly visit: string
  readonly version: string
  readonly site: string
  readonly name: string | null
  readonly host: string | null
  readonly arrivedAt: Temporal.Instant
  readonly by: string
}

/** `registration`: of their car, null where they gave none, and undefined where the notice does not let the colleague see it. */
export type InsideVisit = OpenVisit & { readonly registration: string | null | undefined }

export type OpenVisits<V extends OpenVisit = OpenVisit> = Answer<{ readonly visits: readonly V[] }, 'site'>

/** The lists of visits that have not ended. Which are listed is known by their times, so that nobody else's name is read for it. */
export function openVisits(deps: VisitDeps) {
  const isEarlier = (arrivedAt: Temporal.Instant) => isOfEarlierDay(arrivedAt, deps.clock())
  return {
    /** Who came today and has not left, longest there first. Null: at every office. */
    async inside(colleague: Colleague, site: string | null): Promise<OpenVisits<InsideVisit>> {
      if (site !== null && !isOffice(deps, site)) return noOffice
      return listed(deps, colleague, { site, wanted: (arrivedAt) => !isEarlier(arrivedAt), read: insideAt })
    },

    /** Visits of earlier days that nobody signed out, also at offices that the landlord no longer has. */
    async forgotten(colleague: Colleague): Promise<OpenVisits> {
      return listed(deps, colleague, { site: null, wanted: isEarlier, read: openAt })
    },

    /** One of them, for closing it. */
    async forgottenVisit(colleague: Colleague, id: string): Promise<Answer<{ readonly entry: OpenVisit }, 'gone'>> {
      const known = await knownVisit(deps, { id })
      if (known === undefined || known.ended || !isEarlier(known.arrivedAt)) return gone
      const opened = await deps.gate.open(colleague, { activity: 'visitor-safety', person: id, because: 'check' })
      if (!opened.ok) return goneIfUnknown(opened)
      const [head, name] = await Promise.all([opened.read(visits, id), opened.read(visitNames, id)])
      const [visit, named] = [theOne(head), theOne(name)]
      if (!visit.ok) return visit
      return named.ok ? { ok: true, entry: asOpen(visit.item, named.item.name) } : named
    },

    /** How many there are, for the home page: no name is read, so nothing is recorded. */
    countForgotten: (): Promise<number> => countOpenVisits(deps, earlierDayEnds(deps.clock())),
  }
}

/** Reads some visits of an office. `ids`: null for all that have not ended. */
type Reading<V> = (opened: OpenedOffice, ids: readonly string[] | null) => Promise<Answer<{ readonly visits: readonly V[] }>>
type Listing<V> = {
  readonly site: string | null
  readonly wanted: (arrivedAt: Temporal.Instant) => boolean
  readonly read: Reading<V>
}

async function listed<V extends OpenVisit>(
  deps: VisitDeps,
  colleague: Colleague,
  { site, wanted, read }: Listing<V>,
): Promise<Answer<{ readonly visits: readonly V[] }>> {
  const open = (await knownOpenVisits(deps)).filter((each) => site === null || each.site === site)
  const chosen = open.filter(({ arrivedAt }) => wanted(arrivedAt))
  const offices = officesOf(deps.inForce().released.edition).map(({ id }) => id)
  const found: V[] = []
  // Each office is opened even where nothing is read, so that whoever may not see it is refused and never shown an empty list.
  for (const at of new Set(site === null ? [...offices, ...chosen.map((each) => each.site)] : [site])) {
    const opened = await openSite(deps, colleague, at)
    if (!opened.ok) return opened
    const [here, all] = [chosen.filter((each) => each.site === at), open.filter((each) => each.site === at)]
    if (here.length === 0) continue
    const answer = await read(opened, here.length === all.length ? null : here.map(({ id }) => id))
    if (!answer.ok) return answer
    // Somebody may have come meanwhile.
    found.push(...answer.visits.filter(({ arrivedAt }) => wanted(arrivedAt)))
  }
  return { ok: true, visits: found.toSorted((one, other) => Temporal.Instant.compare(one.arrivedAt, other.arrivedAt)) }
}

async function openAt(opened: OpenedOffice, ids: readonly string[] | null): Promise<Answer<{ readonly visits: readonly OpenVisit[] }>> {
  const [heads, names] = await Promise.all([rowsOf(ids, (id) => opened.read(visits, id)), rowsOf(ids, (id) => opened.read(visitNames, id))])
  if (!heads.ok) return heads
  if (!names.ok) return names
  const nameOf = new Map(names.rows.map(({ id, name }) => [id, name]))
  return { ok: true, visits: heads.rows.map((row) => asOpen(row, nameOf.get(row.id) ?? null)) }
}

async function insideAt(opened: OpenedOffice, ids: readonly string[] | null): Promise<Answer<{ readonly visits: readonly InsideVisit[] }>> {
  const [answer, cars] = await Promise.all([openAt(opened, ids), rowsOf(ids, (id) => opened.read(visitCars, id))])
  if (!answer.ok) return answer
  const carOf = new Map(cars.ok ? cars.rows.map(({ id, registration }) => [id, registration]) : [])
  const registration = ({ visit }: OpenVisit) => (cars.ok ? (carOf.get(visit) ?? null) : undefined)
  return { ok: true, visits: answer.visits.map((each) => ({ ...each, registration: registration(each) })) }
}

async function rowsOf<Shape>(
  ids: readonly string[] | null,
  read: (id?: string) => Promise<ReadAnswer<Shape>>,
): Promise<Answer<{ readonly rows: readonly Shape[] }>> {
  if (ids === null) return read()
  const rows: Shape[] = []
  for (const answer of await Promise.all(ids.map((id) => read(id)))) {
    if (!answer.ok) return answer
    rows.push(...answer.rows)
  }
  return { ok: true, rows }
}

type Head = {
  readonly id: string
  readonly version: string
  readonly site: string
  readonly host: string | null
  readonly arrivedAt: string
  readonly signedInBy: string
}

function asOpen({ id, version, site, host, arrivedAt, signedInBy }: Head, name: string | null): OpenVisit {
  return { visit: id, version, site, name, host, arrivedAt: Temporal.Instant.from(arrivedAt), by: signedInBy }
}

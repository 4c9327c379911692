import type { Answer, NotDone } from '#decisions/done-or-refused.ts'
import { type ChangeAnswer, correctItem } from '#gate/change.ts'
import { siteAccess } from '#gate/intake.ts'
import type { Colleague } from '#gate/judge.ts'
import { countOpenVisits } from '#gate/known-ids.ts'
import { goneIfUnknown, theOne } from '#gate/the-one.ts'
import { clockFrom } from '#records/clock-of.ts'
import { visit, visitCars, visitNames, visits } from '#records/visit/visit.ts'
import { dateIn, zone } from '#shared/clock.ts'
import { visitOfBadge } from './badge.ts'
import type { Kiosk } from './kiosks.ts'
import { openOffice, type VisitDeps } from './office.ts'
import { officesOf } from './sees.ts'
import { type Entry, signInAtKiosk, signInByColleague } from './sign-in.ts'

export type { Entry, SignedIn, SignInAnswer } from './sign-in.ts'

/** Where the visit of a badge stands. `earlier-day`: nobody signed out on the day of the visit, so reception has to look at it. */
export type BadgeState =
  | { readonly state: 'inside'; readonly since: Temporal.Instant }
  | { readonly state: 'left' | 'earlier-day' | 'unknown' }

export type BadgeAnswer = Answer<unknown, 'left' | 'earlier-day' | 'unknown'>

/** A visit that has not ended, as reception sees it. `by`: the kiosk's label, or the colleague who signed them in. */
export type OpenVisit = {
  readonly visit: string
  readonly version: string
  readonly site: string
  readonly name: string | null
  readonly host: string | null
  readonly registration: string | null
  readonly arrivedAt: Temporal.Instant
  readonly by: string
}

export type OpenVisits = Answer<{ readonly visits: readonly OpenVisit[] }, 'site'>

/** `today`: the visit began today, so that it is signed out and not closed. `because`: no reason, or one that is too long. */
export type CloseAnswer = ChangeAnswer | NotDone<'today' | 'because'>

type Version = Pick<OpenVisit, 'visit' | 'version'>

const activity = 'visitor-safety'

/** The sign in and out book of the landlord's offices (OF1). */
export function visitBook(deps: VisitDeps) {
  const today = () => dateIn(deps.clock())
  const isToday = (arrivedAt: Temporal.Instant) => Temporal.PlainDate.compare(dateIn(arrivedAt), today()) >= 0
  const openSites = async (colleague: Colleague, sites: readonly string[]): Promise<OpenVisits> => {
    const found: OpenVisit[] = []
    for (const site of sites) {
      const answer = await openAt(deps, colleague, site)
      if (!answer.ok) return answer
      found.push(...answer.visits)
    }
    return { ok: true, visits: found.toSorted((one, other) => Temporal.Instant.compare(one.arrivedAt, other.arrivedAt)) }
  }
  const everywhere = () => officesOf(deps.inForce().released.edition).map(({ id }) => id)
  const only = (answer: OpenVisits, wanted: (visit: OpenVisit) => boolean): OpenVisits =>
    answer.ok ? { ok: true, visits: answer.visits.filter(wanted) } : answer

  async function badge(tokenOrCode: string): Promise<BadgeState & { readonly found?: Version }> {
    const known = await visitOfBadge(deps, tokenOrCode)
    if (known === undefined) return { state: 'unknown' }
    if (known.ended) return { state: 'left' }
    if (!isToday(known.arrivedAt)) return { state: 'earlier-day' }
    return { state: 'inside', since: known.arrivedAt, found: { visit: known.id, version: known.version } }
  }

  return {
    signInAtKiosk: (kiosk: Kiosk, entry: Entry, formId: string) => signInAtKiosk(deps, kiosk, entry, formId),
    signInByColleague: (colleague: Colleague, site: string, entry: Entry) => signInByColleague(deps, colleague, site, entry),

    /** By the token of a badge, or the code on it, however it was typed. Tells nobody's name. */
    async badge(tokenOrCode: string): Promise<BadgeState> {
      const { found: _, ...state } = await badge(tokenOrCode)
      return state
    },

    /** Whoever has the badge is its visitor. Of two who use it at once, one signs out. */
    async signOutByBadge(tokenOrCode: string): Promise<BadgeAnswer> {
      const { state, found } = await badge(tokenOrCode)
      if (state !== 'inside' || found === undefined) return { ok: false, why: state === 'inside' ? 'unknown' : state }
      const access = siteAccess(deps, activity, found.visit, 'collect', { name: 'badge' })
      const change = { id: found.visit, version: found.version, ...leaving(deps) }
      const answer = await correctItem(deps, access, visit, change)
      return answer.ok || answer.why === 'refused' ? answer : { ok: false, why: 'left' }
    },

    async signOut(colleague: Colleague, { visit: id, version }: Version): Promise<ChangeAnswer> {
      const opened = await deps.gate.open(colleague, { activity, person: id, because: 'check' })
      if (!opened.ok) return goneIfUnknown(opened).why === 'gone' ? { ok: false, why: 'stale' } : opened
      return opened.correct(visit, { id, version, ...leaving(deps) })
    },

    /** Who came today and has not left, longest there first. Null: at every office. */
    async inside(colleague: Colleague, site: string | null): Promise<OpenVisits> {
      return only(await openSites(colleague, site === null ? everywhere() : [site]), ({ arrivedAt }) => isToday(arrivedAt))
    },

    /** Visits of earlier days that nobody signed out. */
    async forgotten(colleague: Colleague): Promise<OpenVisits> {
      return only(await openSites(colleague, everywhere()), ({ arrivedAt }) => !isToday(arrivedAt))
    },

    /** How many there are, for the home page: no name is read, so nothing is recorded. */
    countForgotten: (): Promise<number> => countOpenVisits(deps, today().toZonedDateTime(zone).toInstant()),

    /** Ends a forgotten visit on the day on which it began. */
    async close(colleague: Colleague, { visit: id, version }: Version, because: string): Promise<CloseAnswer> {
      const why = because.trim()
      if (why === '' || why.length > (visit.fields.closedBecause.limits.longest ?? 0)) return { ok: false, why: 'because' }
      const opened = await deps.gate.open(colleague, { activity, person: id, because: 'check' })
      if (!opened.ok) return goneIfUnknown(opened).why === 'gone' ? { ok: false, why: 'stale' } : opened
      const found = theOne(await opened.read(visits, id))
      if (!found.ok) return found.why === 'gone' ? { ok: false, why: 'stale' } : found
      const arrivedAt = Temporal.Instant.from(found.item.arrivedAt)
      if (isToday(arrivedAt)) return { ok: false, why: 'today' }
      if (found.item.endedOn !== null) return { ok: false, why: 'stale' }
      return opened.correct(visit, { id, version, ...ending(deps, dateIn(arrivedAt), { closedBecause: why }) })
    },
  }
}

/** Everybody's open visits at one office. The car is shown only where the notice lets the colleague see it. */
async function openAt(deps: VisitDeps, colleague: Colleague, site: string): Promise<OpenVisits> {
  const opened = await openOffice(deps, colleague, site)
  if (!opened.ok) return opened
  const [heads, names, cars] = await Promise.all([opened.read(visits), opened.read(visitNames), opened.read(visitCars)])
  if (!heads.ok) return heads
  if (!names.ok) return names
  const nameOf = new Map(names.rows.map(({ id, name }) => [id, name]))
  const carOf = new Map(cars.ok ? cars.rows.map(({ id, registration }) => [id, registration]) : [])
  const found = heads.rows.map(({ id, version, host, arrivedAt, signedInBy }) => ({
    ...{ visit: id, version, site, name: nameOf.get(id) ?? null, host, registration: carOf.get(id) ?? null },
    ...{ arrivedAt: Temporal.Instant.from(arrivedAt), by: signedInBy },
  }))
  return { ok: true, visits: found }
}

function leaving(deps: VisitDeps) {
  const now = deps.clock()
  return ending(deps, dateIn(now), { leftAt: now.toString() })
}

/** Ends a visit. What the visitor said about help goes with that, in the same statement (a trigger of the table). */
function ending(
  { inForce, clock }: VisitDeps,
  day: Temporal.PlainDate,
  more: { readonly leftAt: string } | { readonly closedBecause: string },
) {
  const values = { endedOn: day.toString(), ...more }
  const starts = clockFrom(inForce().released.edition, visit, activity, values, dateIn(clock()))
  return { values, source: 'visit', ...(starts === null ? {} : { clockFrom: starts }) } as const
}

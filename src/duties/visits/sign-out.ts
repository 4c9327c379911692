import type { Answer, NotDone, Refused } from '#decisions/done-or-refused.ts'
import { knownVisit } from '#gate/find/known-ids.ts'
import type { Colleague } from '#gate/judge.ts'
import type { Opened } from '#gate/opened.ts'
import { goneIfUnknown } from '#gate/read/the-one.ts'
import { type ChangeAnswer, correctItem } from '#gate/write/change.ts'
import { siteAccess } from '#gate/write/intake.ts'
import { clockFrom } from '#records/clock-of.ts'
import { visit } from '#records/visit/visit.ts'
import { dateIn } from '#shared/clock.ts'
import { visitOfBadge } from './badge.ts'
import { isOfEarlierDay } from './earlier-day.ts'
import type { VisitDeps } from './office.ts'
import type { OpenVisit } from './open-visits.ts'

/** Where the visit of a badge stands. `earlier-day`: nobody signed out on the day of the visit, so reception has to look at it. */
export type BadgeState =
  | { readonly state: 'inside'; readonly since: Temporal.Instant }
  | { readonly state: 'left' | 'earlier-day' | 'unknown' }

export type BadgeAnswer = Answer<unknown, 'left' | 'earlier-day' | 'unknown'>

/** `earlier-day`: the visit began on an earlier day, so that it is closed, with a reason. */
export type SignOutAnswer = ChangeAnswer | NotDone<'earlier-day'>

/** `today`: the visit began today, so that it is signed out and not closed. `because`: no reason, or one that is too long. */
export type CloseAnswer = ChangeAnswer | NotDone<'today' | 'because'>

type Version = Pick<OpenVisit, 'visit' | 'version'>

const activity = 'visitor-safety'
const stale: NotDone<'stale'> = { ok: false, why: 'stale' }

/** What a badge does for whoever has it, which is its visitor. */
export function badges(deps: VisitDeps) {
  async function known(tokenOrCode: string): Promise<BadgeState & { readonly found?: Version }> {
    const found = await visitOfBadge(deps, tokenOrCode)
    if (found === undefined) return { state: 'unknown' }
    if (found.ended) return { state: 'left' }
    if (isOfEarlierDay(found.arrivedAt, deps.clock())) return { state: 'earlier-day' }
    return { state: 'inside', since: found.arrivedAt, found: { visit: found.id, version: found.version } }
  }
  return {
    /** By the token of a badge, or the code on it, however it was typed. Tells nobody's name. */
    async badge(tokenOrCode: string): Promise<BadgeState> {
      const { found: _, ...state } = await known(tokenOrCode)
      return state
    },

    /** Of two who use a badge at once, one signs out. */
    async signOutByBadge(tokenOrCode: string): Promise<BadgeAnswer> {
      const { state, found } = await known(tokenOrCode)
      if (state !== 'inside' || found === undefined) return { ok: false, why: state === 'inside' ? 'unknown' : state }
      const access = siteAccess(deps, activity, found.visit, 'collect', { name: 'badge' })
      const answer = await correctItem(deps, access, visit, { id: found.visit, version: found.version, ...leaving(deps) })
      return answer.ok || answer.why === 'refused' ? answer : { ok: false, why: 'left' }
    },
  }
}

/** How reception ends a visit. */
export function endings(deps: VisitDeps) {
  return {
    async signOut(colleague: Colleague, { visit: id, version }: Version): Promise<SignOutAnswer> {
      const found = await openedVisit(deps, colleague, id)
      if (!found.ok) return found
      if (isOfEarlierDay(found.arrivedAt, deps.clock())) return { ok: false, why: 'earlier-day' }
      return found.opened.correct(visit, { id, version, ...leaving(deps) })
    },

    /** Ends a forgotten visit on the day on which it began. */
    async close(colleague: Colleague, { visit: id, version }: Version, because: string): Promise<CloseAnswer> {
      const why = because.trim()
      if (why === '' || why.length > (visit.fields.closedBecause.limits.longest ?? 0)) return { ok: false, why: 'because' }
      const found = await openedVisit(deps, colleague, id)
      if (!found.ok) return found
      if (!isOfEarlierDay(found.arrivedAt, deps.clock())) return { ok: false, why: 'today' }
      return found.opened.correct(visit, { id, version, ...ending(deps, dateIn(found.arrivedAt), { closedBecause: why }) })
    },
  }
}

type OpenedVisit = { readonly ok: true; readonly opened: Opened<typeof activity>; readonly arrivedAt: Temporal.Instant }

/** A visit to be ended. One that is gone, or has ended, is no longer as it was shown. */
async function openedVisit(deps: VisitDeps, colleague: Colleague, id: string): Promise<OpenedVisit | Refused | NotDone<'stale'>> {
  const opened = await deps.gate.open(colleague, { activity, person: id, because: 'check' })
  if (!opened.ok) return goneIfUnknown(opened).why === 'gone' ? stale : opened
  const known = await knownVisit(deps, { id })
  return known === undefined || known.ended ? stale : { ok: true, opened, arrivedAt: known.arrivedAt }
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

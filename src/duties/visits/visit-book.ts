import type { Answer, Done, NotDone } from '#decisions/done-or-refused.ts'
import type { ChangeAnswer } from '#gate/change.ts'
import type { GateDeps } from '#gate/deps.ts'
import type { Gate } from '#gate/gate.ts'
import type { Colleague } from '#gate/judge.ts'
import { Fault } from '#shared/fault.ts'
import type { Kiosk } from './kiosks.ts'

/** What a visitor says at reception. `needsHelp`: that they need help to get out; asked, and never needed. */
export type Entry = {
  readonly name: string
  readonly host: string
  readonly registration: string | null
  readonly needsHelp: boolean
}

/** `badge`: the random token in the address of the QR code. `code`: eight letters that can be typed instead. Neither is stored, only hashes. */
export type SignedIn = { readonly visit: string; readonly badge: string; readonly code: string; readonly arrivedAt: Temporal.Instant }

/** `site`: the landlord has no such office. */
export type SignInAnswer = Answer<SignedIn, 'site'>

/** Where the visit of a badge stands. `earlier-day`: nobody signed out on the day of the visit, so reception has to look at it. */
export type BadgeState =
  | { readonly state: 'inside'; readonly since: Temporal.Instant }
  | { readonly state: 'left' | 'earlier-day' | 'unknown' }

export type BadgeAnswer = Done | NotDone<'left' | 'earlier-day' | 'unknown'>

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

/** The sign in and out book of the landlord's offices (OF1). */
export function visitBook(_deps: GateDeps & { readonly gate: Gate }) {
  return {
    /** A form that is sent twice is one visit with one badge. */
    async signInAtKiosk(_kiosk: Kiosk, _entry: Entry, _formId: string): Promise<SignInAnswer> {
      throw notYet()
    },
    async signInByColleague(_colleague: Colleague, _site: string, _entry: Entry): Promise<SignInAnswer> {
      throw notYet()
    },
    /** By the token of a badge, or the code on it, however it was typed. Tells nobody's name. */
    async badge(_tokenOrCode: string): Promise<BadgeState> {
      throw notYet()
    },
    async signOutByBadge(_tokenOrCode: string): Promise<BadgeAnswer> {
      throw notYet()
    },
    async signOut(_colleague: Colleague, _visit: Pick<OpenVisit, 'visit' | 'version'>): Promise<ChangeAnswer> {
      throw notYet()
    },
    /** Who came today and has not left, longest there first. Null: at every office. */
    async inside(_colleague: Colleague, _site: string | null): Promise<OpenVisits> {
      throw notYet()
    },
    /** Visits of earlier days that nobody signed out. */
    async forgotten(_colleague: Colleague): Promise<OpenVisits> {
      throw notYet()
    },
    /** How many there are, for the home page: no name is read, so nothing is recorded. */
    async countForgotten(): Promise<number> {
      throw notYet()
    },
    /** Ends a forgotten visit on the day on which it began. */
    async close(
      _colleague: Colleague,
      _visit: Pick<OpenVisit, 'visit' | 'version'>,
      _because: string,
    ): Promise<ChangeAnswer | NotDone<'today'>> {
      throw notYet()
    },
  }
}

function notYet(): Fault {
  return new Fault('visits-not-built', 'the visitors’ book is not built yet')
}

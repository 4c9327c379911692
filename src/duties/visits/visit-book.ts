import type { Colleague } from '#gate/judge.ts'
import type { Kiosk } from './kiosks.ts'
import type { VisitDeps } from './office.ts'
import { openVisits } from './open-visits.ts'
import { type Entry, signInAtKiosk, signInByColleague } from './sign-in.ts'
import { badges, endings } from './sign-out.ts'

export type { InsideVisit, OpenVisit, OpenVisits } from './open-visits.ts'
export type { Entry, SignedIn, SignInAnswer } from './sign-in.ts'
export type { BadgeAnswer, BadgeState, CloseAnswer, SignOutAnswer } from './sign-out.ts'

/** The sign in and out book of the landlord's offices (OF1). */
export function visitBook(deps: VisitDeps) {
  return {
    signInAtKiosk: (kiosk: Kiosk, entry: Entry, formId: string) => signInAtKiosk(deps, kiosk, entry, formId),
    signInByColleague: (colleague: Colleague, site: string, entry: Entry) => signInByColleague(deps, colleague, site, entry),
    ...badges(deps),
    ...openVisits(deps),
    ...endings(deps),
  }
}

import type { Readable } from 'node:stream'
import type { Colleague } from '#gate/judge.ts'
import type { RecordType } from '#gate/record-type.ts'
import { rolesFor } from '#notice/grants-of.ts'
import type { Activity, Role } from '#notice/vocabulary.ts'
import type { Handover, HandoverDeps } from './handover.ts'

/** What opening something for whoever fetches it comes to. `not-now`: it may not leave at this moment, whatever the reason. */
export type OpenedToFetch = { readonly ok: true; readonly archive: Readable } | { readonly ok: false; readonly why: 'not-now' }

/**
 * A kind of thing that can be handed over at a page, as data. What it is, to whom it may go and who decides that stands with its own duty. It
 * is sealed before it is handed over, and opens only with a passphrase that is told another way.
 */
export type HandedKind = {
  /** The record type of the items that are handed over. */
  readonly type: RecordType
  /** For which the item is opened. */
  readonly activity: Activity
  /** Whom a lock, or that nobody fetched it, is told. */
  readonly role: Role
  /** What is fetched, in words that tell nothing of it or of anybody. */
  readonly what: string
  /** Whether it may still leave, asked at each fetch, and then exactly the bytes whose digest the handover has. */
  readonly open: (deps: HandoverDeps, account: Colleague, handover: Handover) => Promise<OpenedToFetch>
  /** All of it had been sent for the first time. Called until it returns, so it may be called twice. */
  readonly fetched: (deps: HandoverDeps, account: Colleague, handover: Handover) => Promise<void>
}

/** The account that acts for whoever fetches something, in the roles that the notice lets do this work, and no others. */
export function pageAccount({ inForce }: Pick<HandoverDeps, 'inForce'>, { activity }: HandedKind): Colleague {
  const roles = rolesFor(inForce().released.edition, activity, 'collect')
  return { id: 'handover', name: 'The page where it was fetched', team: 'Handovers', roles }
}

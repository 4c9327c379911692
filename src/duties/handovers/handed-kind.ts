import type { Readable } from 'node:stream'
import type { Colleague } from '#gate/judge.ts'
import type { RecordType } from '#gate/record-type.ts'
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
  /** What is fetched, in words that tell nothing of it or of anybody. */
  readonly what: string
  /**
   * Whose id what happens at the page is on record with: that of whoever's record is opened, or, where that is a person, of the item. Each such
   * line would else count as a look at the person's record, also where the item is hidden from them.
   */
  readonly onRecordAs: 'whose' | 'item'
  /** Whether it may still leave, asked at each fetch, and then exactly the bytes whose digest the handover has. */
  readonly open: (deps: HandoverDeps, account: Colleague, handover: Handover) => Promise<OpenedToFetch>
  /** All of it had been sent for the first time. Called until it returns, so it may be called twice. */
  readonly fetched: (deps: HandoverDeps, account: Colleague, handover: Handover) => Promise<void>
}

/** The account that acts for whoever fetches something: in the role in which it was handed over, and no other. */
export function pageAccount({ role }: Pick<Handover, 'role'>): Colleague {
  return { id: 'handover', name: 'The page where it was fetched', team: 'Handovers', roles: [role] }
}

/** What a line about a handover is on record with. */
export function subjectOf({ onRecordAs }: HandedKind, { whose, item }: Pick<Handover, 'whose' | 'item'>): string {
  return onRecordAs === 'whose' ? whose : item
}

import type { kiosks } from '#duties/visits/kiosks.ts'
import type { visitBook } from '#duties/visits/visit-book.ts'
import type { Editions } from '../deps.ts'
import type { Look } from '../look.ts'

/**
 * Seconds that a page waits for its visitor before it asks whether they are still there, and seconds that it waits for the answer. Whoever walks
 * away leaves nothing on the screen; whoever reads slowly is asked first, and as often as it takes (WCAG 2.2.1). A page with a box waits longer:
 * without script it cannot know that somebody types, and what was typed is lost when it asks.
 */
export type Idle = { readonly asksAfter: number; readonly asksTypistAfter: number; readonly endsAfter: number }

export type ReceptionDeps = {
  readonly editions: Editions
  readonly look: Look
  readonly clock: () => Temporal.Instant
  readonly book: Pick<ReturnType<typeof visitBook>, 'signInAtKiosk' | 'badge' | 'signOutByBadge'>
  readonly kiosks: Pick<ReturnType<typeof kiosks>, 'claim' | 'current'>
  /** Our own address, for the badge's code; absent: whatever address the tablet asked for. */
  readonly origin?: string | undefined
  /** Served over HTTPS. */
  readonly secure: boolean
  /** Absent: as is usual. */
  readonly idle?: Idle
}

import type { Idle, ReceptionDeps } from './deps.ts'

export const usual: Idle = { asksAfter: 60, asksTypistAfter: 180, endsAfter: 20 }

/** Seconds by which a visitor's turn outlasts the last page that they were shown, so that no slow network ends it. */
const grace = 30

/** Younger than this, a turn is not noted anew, so that a look at a page rarely writes. Less than the grace. */
export const notedEvery = 20

/**
 * Seconds after which a visitor's turn is over, whatever the tablet shows: one that was asleep cannot clear itself, and the next visitor must not
 * find the answers of the last.
 */
export function turnLasts({ idle = usual }: Pick<ReceptionDeps, 'idle'>): number {
  return Math.max(idle.asksAfter, idle.asksTypistAfter) + idle.endsAfter + grace
}

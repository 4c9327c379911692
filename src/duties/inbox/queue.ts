import type { Gate } from '#gate/gate.ts'
import type { Colleague } from '#gate/judge.ts'
import { type Arrived, countCollected } from '#gate/known-ids.ts'
import type { GateParts } from '#gate/parts.ts'
import type { Edition } from '#notice/edition.ts'
import { grantsOf } from '#notice/grants-of.ts'
import { message, messageContacts, messageHeads, messageNames, messages } from '#records/message/message.ts'
import { type Clock, dateIn } from '#shared/clock.ts'

/** Messages of a page of the queue at the most. */
export const mostListed = 50

const activity = 'rights-requests'
const because = 'rights-request'

/** Whether the edition lets one of the colleague's roles see what was sent in. */
export function seesMessages(edition: Edition, colleague: Colleague): boolean {
  const granted = grantsOf(edition, activity, 'view', colleague.roles)
  return granted.some(({ categories, needs }) => categories.includes(message.category) && needs.length === 0)
}

/** How many of them nobody has closed yet. */
export function openMessages(parts: Pick<GateParts, 'database'>): Promise<Arrived> {
  return countCollected(parts, message, { activity, open: true })
}

/** What the public sent in, as the colleagues work through it whom the notice lets see it. Every look and every closing is on record. */
export function messageQueue(parts: { readonly gate: Gate; readonly clock: Clock }) {
  const opened = (colleague: Colleague, id: string) => parts.gate.open(colleague, { activity, person: id, because })
  return {
    /** The open ones, oldest first, after the one named; nothing of what they say. */
    open: (colleague: Colleague, after: string) =>
      parts.gate.across(colleague, { activity, because }).read(messageHeads, { after, limit: mostListed, open: true }),

    /** One message: what it says, who sent it and how to reach them, each by its own answer. */
    async look(colleague: Colleague, id: string) {
      const found = await opened(colleague, id)
      if (!found.ok) return found
      const [says, names, contacts] = await Promise.all([
        found.read(messages, id),
        found.read(messageNames, id),
        found.read(messageContacts, id),
      ])
      return { ok: true, says, names, contacts } as const
    },

    /** Closes it with what came of it, from the version that was read; its period runs from today. */
    async close(colleague: Colleague, closing: { readonly id: string; readonly version: string; readonly outcome: string }) {
      const found = await opened(colleague, closing.id)
      if (!found.ok) return found
      const today = dateIn(parts.clock())
      return found.correct(message, {
        id: closing.id,
        version: closing.version,
        values: { outcome: closing.outcome, closedOn: today.toString() },
        source: 'colleague',
        clockFrom: today,
      })
    },
  }
}

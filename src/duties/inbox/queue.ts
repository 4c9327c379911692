import { type Answer, gone } from '#decisions/done-or-refused.ts'
import type { Gate } from '#gate/gate.ts'
import type { Colleague } from '#gate/judge.ts'
import { type Arrived, countCollected, knownClock } from '#gate/known-ids.ts'
import type { GateParts } from '#gate/parts.ts'
import type { Provenance } from '#gate/record-part.ts'
import { goneIfUnknown } from '#gate/the-one.ts'
import type { Edition } from '#notice/edition.ts'
import { grantsOf } from '#notice/grants-of.ts'
import { message, messageContacts, messageHeads, messageNames, messages } from '#records/message/message.ts'
import { happen } from '../cases/happen.ts'
import { messageCase } from './message-case.ts'

/** Messages of a page of the queue at the most. */
export const mostListed = 50

const activity = 'rights-requests'
const because = 'rights-request'

type Seen = Pick<Provenance, 'id' | 'version'>

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
export function messageQueue(parts: Pick<GateParts, 'database' | 'clock' | 'inForce'> & { readonly gate: Gate }) {
  const opened = (colleague: Colleague, id: string) => parts.gate.open(colleague, { activity, person: id, because })
  return {
    /** The open ones, oldest first, after the one named; nothing of what they say. */
    open: (colleague: Colleague, after: string) =>
      parts.gate.workList(colleague, { activity, because }).read(messageHeads, { after, limit: mostListed, open: true }),

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

    /**
     * Closes it, in the version that was read, with what came of it; its period runs from today. It is not looked at again: it was collected when it
     * was sent, and once it is closed its period runs.
     */
    async close(colleague: Colleague, { id, version }: Seen, outcome: string): Promise<Answer<unknown, 'stale' | 'gone'>> {
      const found = await opened(colleague, id)
      if (!found.ok) return goneIfUnknown(found)
      const clock = await knownClock(parts, message, id)
      if (clock === undefined) return gone
      const { collectedAt, clockFrom: closedOn } = clock
      const stands = { id, version, activity, collectedAt, sentAt: collectedAt, closedOn }
      return happen(parts, found, messageCase, colleague, { stands, event: 'closed', values: { outcome } })
    },
  }
}

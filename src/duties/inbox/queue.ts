import { type Answer, gone } from '#decisions/done-or-refused.ts'
import type { GateDeps } from '#gate/deps.ts'
import { type Arrived, countCollected, knownClock } from '#gate/find/known-ids.ts'
import type { Gate } from '#gate/gate.ts'
import type { Colleague } from '#gate/judge.ts'
import { goneIfUnknown } from '#gate/read/the-one.ts'
import type { Provenance } from '#gate/record-part.ts'
import { message, messageContacts, messageHeads, messageNames, messages } from '#records/message/message.ts'
import { happen } from '../cases/happen.ts'
import { messageCase } from './message-case.ts'

/** The most messages on a page of the queue. */
export const mostListed = 50

const activity = 'rights-requests'
const because = 'rights-request'

type Seen = Pick<Provenance, 'id' | 'version'>

/** How many messages are still open. */
export function openMessages(deps: Pick<GateDeps, 'database'>): Promise<Arrived> {
  return countCollected(deps, message, { activity, open: true })
}

/** The public's messages, for the colleagues whom the notice lets work on them. Every look and every closing is recorded. */
export function messageQueue(deps: Pick<GateDeps, 'database' | 'clock' | 'inForce'> & { readonly gate: Gate }) {
  const opened = (colleague: Colleague, id: string) => deps.gate.open(colleague, { activity, person: id, because })
  return {
    /** The open messages, oldest first, after the one named, without their contents. */
    open: (colleague: Colleague, after: string) =>
      deps.gate.workList(colleague, { activity, because }).read(messageHeads, { after, limit: mostListed, open: true }),

    /** One message: what it says, who sent it and how to reach them, each with an answer of its own. `gone` if there is none with that id. */
    async look(colleague: Colleague, id: string) {
      const found = await opened(colleague, id)
      if (!found.ok) return goneIfUnknown(found)
      const [says, names, contacts] = await Promise.all([
        found.read(messages, id),
        found.read(messageNames, id),
        found.read(messageContacts, id),
      ])
      if (!says.ok) return goneIfUnknown(says)
      const [sent] = says.rows
      return sent === undefined ? gone : ({ ok: true, sent, says, names, contacts } as const)
    },

    /**
     * Closes the message in the version that was read, with its outcome. Its retention period runs from today. It is not read again for this: it was
     * collected when it was sent.
     */
    async close(colleague: Colleague, { id, version }: Seen, outcome: string): Promise<Answer<unknown, 'stale' | 'gone'>> {
      const found = await opened(colleague, id)
      if (!found.ok) return goneIfUnknown(found)
      const clock = await knownClock(deps, message, id)
      if (clock === undefined) return gone
      const { collectedAt, clockFrom: closedOn } = clock
      const asRead = { id, version, activity, collectedAt, sentAt: collectedAt, closedOn }
      return happen(deps, found, messageCase, colleague, { asRead, event: 'closed', values: { outcome } })
    },
  }
}

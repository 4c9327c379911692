import type { Gate } from '#gate/gate.ts'
import type { Colleague } from '#gate/judge.ts'
import { type Arrived, countCollected } from '#gate/known-ids.ts'
import type { GateParts } from '#gate/parts.ts'
import type { PartShape } from '#gate/record-part.ts'
import type { Edition } from '#notice/edition.ts'
import { grantsOf } from '#notice/grants-of.ts'
import { message, messageContacts, messageHeads, messageNames, messages } from '#records/message/message.ts'
import { happen } from '../cases/happen.ts'
import { messageCaseOf } from './message-case.ts'

/** The most messages on a page of the queue. */
export const mostListed = 50

const activity = 'rights-requests'
const because = 'rights-request'

type Head = Pick<
  PartShape<typeof message.fields, 'documents'>,
  'id' | 'version' | 'activity' | 'collectedAt' | 'kind' | 'sentAt' | 'closedOn'
>

/** Whether the edition lets one of the colleague's roles see messages. */
export function seesMessages(edition: Edition, colleague: Colleague): boolean {
  const granted = grantsOf(edition, activity, 'view', colleague.roles)
  return granted.some(({ categories, needs }) => categories.includes(message.category) && needs.length === 0)
}

/** How many messages are still open. */
export function openMessages(parts: Pick<GateParts, 'database'>): Promise<Arrived> {
  return countCollected(parts, message, { activity, open: true })
}

/** The public's messages, for the colleagues whom the notice lets work on them. Every look and every closing is recorded. */
export function messageQueue(parts: Pick<GateParts, 'clock' | 'inForce'> & { readonly gate: Gate }) {
  const opened = (colleague: Colleague, id: string) => parts.gate.open(colleague, { activity, person: id, because })
  return {
    /** The open messages, oldest first, after the one named, without their contents. */
    open: (colleague: Colleague, after: string) =>
      parts.gate.workList(colleague, { activity, because }).read(messageHeads, { after, limit: mostListed, open: true }),

    /** One message: what it says, who sent it and how to reach them, each with an answer of its own. */
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

    /** Closes the message as it was read, with its outcome. Its retention period runs from today. */
    async close(colleague: Colleague, asRead: Head, outcome: string) {
      const found = await opened(colleague, asRead.id)
      if (!found.ok) return found
      return happen(parts, found, messageCaseOf(asRead), colleague, { asRead, event: 'closed', values: { outcome } })
    },
  }
}

import { openMessages, seesMessages } from '#duties/inbox/queue.ts'
import type { Arrivals } from '../home/arrived.tsx'

/** What the public sent in and nobody has closed. */
export const messageArrivals: Arrivals = {
  one: 'open message',
  many: 'open messages',
  leadsTo: (edition, colleague) => (seesMessages(edition, colleague) ? '/desk/messages' : null),
  count: ({ gateDeps }) => openMessages(gateDeps),
}

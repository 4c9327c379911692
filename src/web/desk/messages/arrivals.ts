import { openMessages } from '#duties/inbox/queue.ts'
import { message } from '#records/message/message.ts'
import type { Arrivals } from '../home/arrived.tsx'
import { whoSees } from '../kit.ts'

/** What the public sent in and nobody has closed. */
export const messageArrivals: Arrivals = {
  one: 'open message',
  many: 'open messages',
  leadsTo: whoSees(message, '/desk/messages'),
  count: ({ gateDeps }) => openMessages(gateDeps),
}

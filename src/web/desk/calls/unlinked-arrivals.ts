import { callsOpenTo, unlinkedCalls } from '#duties/calls/calls.ts'
import type { Arrivals } from '../home/arrived.tsx'
import { unlinkedAt } from './around.tsx'

/** Calls of which somebody has to say whose they were. */
export const unlinkedArrivals: Arrivals = {
  one: 'unmatched call',
  many: 'unmatched calls',
  leadsTo: (edition, colleague) => (callsOpenTo(edition, colleague).links ? unlinkedAt : null),
  count: ({ gateDeps }) => unlinkedCalls(gateDeps),
}

import { seesVisits } from '#duties/visits/sees.ts'
import { visitBook } from '#duties/visits/visit-book.ts'
import type { Arrivals } from '../home/arrived.tsx'
import { forgottenAt } from './around.tsx'

/** Whoever came on an earlier day and was never signed out. */
export const visitArrivals: Arrivals = {
  one: 'visitor of an earlier day who did not sign out',
  many: 'visitors of earlier days who did not sign out',
  leadsTo: (edition, colleague) => (seesVisits(edition, colleague) ? forgottenAt : null),
  count: async ({ gateDeps, gate }) => ({ count: await visitBook({ ...gateDeps, gate }).countForgotten(), newest: null }),
}

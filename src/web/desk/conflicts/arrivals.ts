import { conflictsToDecide, decidesConflicts } from '#duties/conflicts/raise.ts'
import type { Arrivals } from '../home/arrived.tsx'

/** What another system says otherwise. Each has its task, which leads to the record that it is on. */
export const conflictArrivals: Arrivals = {
  one: 'difference from another system to decide',
  many: 'differences from other systems to decide',
  leadsTo: (edition, colleague) => (decidesConflicts(edition, colleague) ? '/desk/tasks' : null),
  count: async ({ gateDeps }, colleague) => ({ count: await conflictsToDecide(gateDeps, colleague), newest: null }),
}

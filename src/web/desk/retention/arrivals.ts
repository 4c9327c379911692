import { decidesReviews } from '#duties/retention/deciding.ts'
import { openWaits } from '#duties/retention/wait.ts'
import { leftForReview } from '#evidence/read.ts'
import type { Arrived } from '#gate/find/known-ids.ts'
import type { Arrivals } from '../home/arrived.tsx'
import type { DeskDeps } from '../kit.ts'

function whoDecides(at: string): Arrivals['leadsTo'] {
  return (edition, colleague) => (decidesReviews(edition, colleague) ? at : null)
}

/** What no date takes away, as the last sweep left it; and deletion that waits until somebody confirms it; and whom no proof of it all has reached. */
export const retentionArrivals: readonly Arrivals[] = [
  {
    one: 'item to keep or delete, as the last sweep counted',
    many: 'items to keep or delete, as the last sweep counted',
    leadsTo: whoDecides('/desk/retention/reviews'),
    count: async ({ gateDeps }) => ({ count: await leftForReview(gateDeps.database), newest: null }),
  },
  {
    one: 'deletion to confirm',
    many: 'deletions to confirm',
    leadsTo: whoDecides('/desk/retention'),
    async count({ gateDeps }) {
      const waits = await openWaits(gateDeps.database)
      return { count: waits.length, newest: waits.at(-1)?.since ?? null }
    },
  },
  {
    one: 'witness of the evidence that is more than a day behind',
    many: 'witnesses of the evidence that are more than a day behind',
    leadsTo: whoDecides('/promises/proof'),
    count: lateWitnesses,
  },
]

export async function lateWitnesses({ witnessStandings = async () => [] }: Pick<DeskDeps, 'witnessStandings'>): Promise<Arrived> {
  return { count: (await witnessStandings()).filter(({ late }) => late).length, newest: null }
}

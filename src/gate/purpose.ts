import type { NotPermitted } from '#decisions/decision.ts'
import { usableFor } from '#notice/compatible.ts'
import type { AccessContext } from './judge.ts'

/** The activities whose items may be used for what is asked (P2). Null: those of all. */
export function usableIn({ released, asked }: Pick<AccessContext, 'released' | 'asked'>): readonly string[] | null {
  return usableFor(released.edition, asked.activity)
}

/** Why an item that was collected for another activity stays closed. */
export const otherPurpose: NotPermitted = {
  outcome: 'refused',
  reasons: [{ code: 'collected-for-another-activity' }],
  clauses: ['P2'],
}

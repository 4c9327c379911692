import type { SharedKind } from '#gate/ledger/share.ts'
import type { Edition } from '#notice/edition.ts'
import type { ShareableKind } from './paths.ts'
import type { Said } from './ready.ts'

type Resting = {
  readonly activity: string
  readonly kinds: readonly SharedKind[]
  readonly kind: ShareableKind
  readonly said: Said<'interest'> | null
}

/** Whose legitimate interest something goes on: as the colleague said, or as the notice says, which is the landlord's own where it says nothing. */
export function interestIn({ activities }: Pick<Edition, 'activities'>, { activity, kinds, kind, said }: Resting): Said<'interest'> | null {
  if (!kinds.some(({ decision }) => decision.basis === 'legitimate-interests')) return null
  const entry = activities.find(({ id }) => id === activity)
  return said ?? entry?.sharing.find(({ basis, with: to }) => basis === 'legitimate-interests' && to.includes(kind))?.interest ?? 'ours'
}

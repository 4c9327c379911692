import { type Proofs, proofsOf } from '#evidence/proofs.ts'
import type { GateDeps } from '#gate/deps.ts'
import { recipientWords, share } from '#records/share/share.ts'
import { dateIn } from '#shared/clock.ts'
import { forWork, within } from '#store/bounds.ts'
import { bundleHtml } from './bundle.ts'

type Line = { readonly person: string; readonly item: string }
type Deps = Pick<GateDeps, 'database' | 'inForce' | 'clock'>

/** `proven`: with the one file that shows it. Else why there is none yet: rows are not sealed, or are not as they were sealed. */
export type ShareEvidence = Exclude<Proofs, { readonly state: 'proven' }> | { readonly state: 'proven'; readonly html: string }

/** The evidence of a line of the ledger: each decision about it, that it was written, and what came of it. `script`: what checks the file. */
export async function evidenceOfShare(deps: Deps, { person, item }: Line, script: string): Promise<ShareEvidence> {
  const proofs = await within(forWork, () => proofsOf(deps.database, { person, type: share.name, item }))
  if (proofs.state !== 'proven') return proofs
  const { edition } = deps.inForce().released
  const labels = new Map<string, string>(edition.categories.map(({ id, label }) => [id, label]))
  const kinds = new Map<string, string>(Object.entries(recipientWords))
  const html = bundleHtml({
    landlord: edition.landlord.name,
    ...{ person, item, script, seals: proofs.seals, madeOn: dateIn(deps.clock()) },
    words: { category: (id) => labels.get(id) ?? id, recipient: (kind) => kinds.get(kind) ?? kind },
  })
  return { state: 'proven', html }
}

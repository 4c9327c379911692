import { type Proofs, proofsOf } from '#evidence/proofs.ts'
import type { GateDeps } from '#gate/deps.ts'
import type { RecordType } from '#gate/record-type.ts'
import { recipientWords } from '#records/share/share.ts'
import { dateIn } from '#shared/clock.ts'
import { forWork, within } from '#store/bounds.ts'
import { bundleHtml } from './bundle.ts'

/** `record`: what it was opened through, a person or a camera. */
type Line = { readonly type: RecordType; readonly record: string; readonly item: string }
type Deps = Pick<GateDeps, 'database' | 'inForce' | 'clock'>

/** `proven`: with the one file that shows it. Else why there is none yet: rows are not sealed, or are not as they were sealed. */
export type LineEvidence = Exclude<Proofs, { readonly state: 'proven' }> | { readonly state: 'proven'; readonly html: string }

/** The evidence of a line of the ledger: each decision about it, that it was written, and what came of it. `script`: what checks the file. */
export async function evidenceOfLine(deps: Deps, { type, record, item }: Line, script: string): Promise<LineEvidence> {
  const proofs = await within(forWork, () => proofsOf(deps.database, { record, type: type.name, item }))
  if (proofs.state !== 'proven') return proofs
  const { edition } = deps.inForce().released
  const labels = new Map<string, string>(edition.categories.map(({ id, label }) => [id, label]))
  const kinds = new Map<string, string>(Object.entries(recipientWords))
  const html = bundleHtml({
    landlord: edition.landlord.name,
    ...{ record, item, script, seals: proofs.seals, madeOn: dateIn(deps.clock()) },
    digestOf: type.fields.digest?.label.colleague ?? 'SHA-256',
    words: { category: (id) => labels.get(id) ?? id, recipient: (kind) => kinds.get(kind) ?? kind },
  })
  return { state: 'proven', html }
}

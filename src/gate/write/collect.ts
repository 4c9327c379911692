import { type Answer, refusedBy } from '#decisions/done-or-refused.ts'
import type { EvidenceEntry } from '#evidence/entry.ts'
import type { GateDeps } from '../deps.ts'
import type { Fields } from '../field.ts'
import { type AccessContext, entryOf, judgeFor } from '../judge.ts'
import { namingLine } from '../ledger/ledger-line.ts'
import { categoriesOf, type RecordType } from '../record-type.ts'
import { judgedFrom } from './source.ts'
import type { NewItem, RowOrigin } from './store-row.ts'

type May = Answer<{ readonly from: RowOrigin; readonly evidence: EvidenceEntry }>

/** Whether every category that the item fills may be collected: the evidence for it, or the refusal, which is already recorded. */
export async function mayCollect<F extends Fields>(
  deps: Pick<GateDeps, 'record'>,
  access: AccessContext,
  type: RecordType<F>,
  item: Pick<NewItem<F>, 'id' | 'values' | 'source' | 'sourceReason'>,
): Promise<May> {
  const { activity, person } = access.asked
  const given: Readonly<Record<string, unknown>> = item.values
  const isFilled = (name: string): boolean => given[name] !== undefined && given[name] !== null
  const categories = categoriesOf(type).filter((category) =>
    Object.entries(type.fields).some(([name, field]) => field.category === category && isFilled(name)),
  )
  for (const category of categories) {
    const judgement = judgedFrom(access, 'collect', { type, category }, item)
    if (judgement.decision.outcome === 'permitted') continue
    await deps.record([entryOf(access, 'change', 'collect', judgement, type.name, [category])])
    return refusedBy(judgement.decision)
  }
  const evidence = entryOf(access, 'change', 'collect', judgeFor(access, 'collect', type, type.category), type.name, categories)
  return { ok: true, from: { activity, edition: access.released.hash, person }, evidence: namingLine(type, evidence, item.id) }
}

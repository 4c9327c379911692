import { type Answer, refusedBy } from '#decisions/done-or-refused.ts'
import type { EvidenceEntry } from '#evidence/entry.ts'
import { Fault } from '#shared/fault.ts'
import type { GateDeps } from '../deps.ts'
import type { Fields } from '../field.ts'
import { type AccessContext, entryOf, type Judgement, judge } from '../judge.ts'
import { type Collected, storeWithMedia } from '../media/media.ts'
import type { MediaFields } from '../media-fields.ts'
import type { RecordType } from '../record-type.ts'
import { type ChangeAnswer, type Correction, correctAs } from '../write/change.ts'
import { type NewItem, storeRow } from '../write/store-row.ts'
import { judgeSharing, type SharedKind, type ShareOfSeveral, shareEntry } from './share.ts'

/** A new line, with the file that leaves where there is one. */
export type Line<F extends Fields & MediaFields> = { readonly item: NewItem<F>; readonly incoming?: Collected<F> }

/** `consent`: the line waits for the person's agreement, and nothing leaves on it. */
export type LineAnswer = Answer<{ readonly consent: boolean; readonly kinds: readonly SharedKind[] }>

/**
 * Decides each kind of information that is to go, records every answer, and writes a new line of the ledger. If one kind is refused, nothing is written.
 * No role is asked: whoever may see what goes may share it where the notice shares it.
 */
export async function writeLine<F extends Fields & MediaFields>(
  deps: GateDeps,
  access: AccessContext,
  type: RecordType<F>,
  { item, incoming }: Line<F>,
  sharing: ShareOfSeveral,
): Promise<LineAnswer> {
  const { worst, kinds } = await decided(deps, access, type, sharing)
  const { decision } = worst
  if (decision.outcome === 'refused') return refusedBy(decision)
  const evidence = lineEntry(access, worst, type, item.id)
  const from = { activity: access.asked.activity, edition: access.released.hash, person: access.asked.person }
  if (incoming === undefined) await storeRow(deps, from, type, item, evidence)
  else await storeWithMedia(deps, from, type, { item, incoming, evidence })
  return { ok: true, consent: decision.outcome === 'needs-consent', kinds }
}

/** Decides anew, and writes that what a line says leaves. Nothing leaves while somebody is still to be asked. */
export async function leaveLine<F extends Fields>(
  deps: GateDeps,
  access: AccessContext,
  type: RecordType<F>,
  correction: Correction<F>,
  sharing: ShareOfSeveral,
): Promise<ChangeAnswer> {
  const { worst } = await decided(deps, access, type, sharing)
  if (worst.decision.outcome !== 'permitted') return refusedBy(worst.decision)
  return correctAs(deps, access, type, correction, lineEntry(access, worst, type, correction.id))
}

/** What came of a line by which nothing leaves: it was stopped, its receipt came in, it is shown to the person. Whoever may see the line may note it. */
export async function noteLine<F extends Fields>(
  deps: GateDeps,
  access: AccessContext,
  type: RecordType<F>,
  correction: Correction<F>,
): Promise<ChangeAnswer> {
  needLedger(type)
  const judgement = judge(access, 'view', type.category)
  const asked = entryOf(access, 'change', 'collect', judgement, type.name, [type.category])
  const entry = { ...asked, detail: { ...asked.detail, item: correction.id } }
  if (judgement.decision.outcome === 'permitted') return correctAs(deps, access, type, correction, entry)
  await deps.record([entry])
  return refusedBy(judgement.decision)
}

/** The answer for each kind, all recorded, and the one that stands furthest in the way. */
async function decided(deps: GateDeps, access: AccessContext, type: RecordType, sharing: ShareOfSeveral) {
  needLedger(type)
  const judged = sharing.categories.map((category) => ({ category, judgement: judgeSharing(access, { ...sharing, category }) }))
  await deps.record(judged.map(({ category, judgement }) => shareEntry(access, judgement, type.name, category, sharing)))
  const found = judged.find(isRefused) ?? judged.find(waits) ?? judged[0]
  if (found === undefined) throw new Fault('shares-nothing', 'nothing was chosen that could be shared')
  return {
    worst: found.judgement,
    kinds: judged.map(({ category, judgement }): SharedKind => ({ category, decision: judgement.decision })),
  }
}

/** A fault where items of the type are no lines of the ledger. */
export function needLine({ name, line }: Pick<RecordType, 'name' | 'line'>): void {
  if (line === undefined) throw new Fault('no-ledger', `a \`${name}\` is no line of the ledger`)
}

/** A fault where items of the type are written in other ways than as the notice decides. */
function needLedger(type: RecordType): void {
  needLine(type)
  if (type.writtenOnSharing !== true) throw new Fault('no-ledger', `a \`${type.name}\` is not written by the ledger`)
}

type Judged = { readonly judgement: Judgement }

const isRefused = ({ judgement }: Judged): boolean => judgement.decision.outcome === 'refused'
const waits = ({ judgement }: Judged): boolean => judgement.decision.outcome === 'needs-consent'

/** The evidence that a line was written. One that waits for the person's agreement is written too. */
function lineEntry(access: AccessContext, { decision, role }: Judgement, { name, category }: RecordType, id: string): EvidenceEntry {
  const entry = entryOf(access, 'change', 'collect', { decision, role }, name, [category])
  return { ...entry, kind: 'change', outcome: 'permitted', reasons: [], detail: { ...entry.detail, item: id } }
}

import type { NotPermitted } from '#decisions/decision.ts'
import { type Answer, refusedBy } from '#decisions/done-or-refused.ts'
import type { EvidenceEntry } from '#evidence/entry.ts'
import type { Category } from '#notice/vocabulary.ts'
import { partOpenTo } from '../codes-only.ts'
import type { GateDeps } from '../deps.ts'
import { type AccessContext, entryOf, type Judgement, judge, judgeFor } from '../judge.ts'
import { otherPurpose, usableIn } from '../purpose.ts'
import type { RecordPart } from '../record-part.ts'
import { type Item, type Read, readRows, readRowsTogether } from './read-rows.ts'
import type { Asking } from './row-reader.ts'

/** How many items exist but stay closed, and why. They are always reported. */
export type OnHold = { readonly items: number; readonly refusal: NotPermitted }

/**
 * The answer to a read: the rows, or the refusal. A refusal never looks like an empty answer. `otherPurpose`: items that were collected for
 * another activity and may not be used for this one (P2); absent where there are none.
 */
export type ReadAnswer<Shape> = Answer<{
  readonly rows: readonly Shape[]
  readonly onHold: OnHold | null
  readonly otherPurpose?: OnHold
}>

/**
 * What is permitted for an item on hold may differ from what is permitted for the others (TC4), so both are decided. `either`: the answer
 * to report where they agree, or where some of the items may be shown.
 */
export type TwoJudgements = { readonly either: Judgement; readonly free: Judgement; readonly held: Judgement; readonly differ: boolean }

export function judgeBoth(
  access: AccessContext,
  act: 'view' | 'use' | 'collect',
  { category, type }: Pick<RecordPart, 'category'> & Partial<Pick<RecordPart, 'type'>>,
): TwoJudgements {
  const asked = (of: AccessContext) => (type === undefined ? judge(of, act, category) : judgeFor(of, act, type, category))
  const free = asked(access)
  const held = asked({ ...access, circumstances: new Set([...access.circumstances, 'on-hold']) })
  const [freely, whenHeld] = [free.decision.outcome === 'permitted', held.decision.outcome === 'permitted']
  return { either: freely || !whenHeld ? free : held, free, held, differ: freely !== whenHeld }
}

/** Reads one part and leaves out the items that its decision closes. Recorded durably before it is returned. */
export async function readPart<Shape>(
  deps: GateDeps,
  access: AccessContext,
  part: RecordPart<Category, Shape>,
  asking: Asking,
  act: 'view' | 'use' = 'view',
): Promise<ReadAnswer<Shape>> {
  const both = judgeBoth(access, act, part)
  const entry = entryOf(access, 'read', act, both.either, part.type.name, [part.category])
  const recorded = deps.record([entry])
  const { decision } = both.either
  if (decision.outcome !== 'permitted') {
    await recorded
    return refusedBy(decision)
  }
  const rows = readRows(
    deps,
    access.asked.activity,
    partOpenTo(access, both.either, act, part),
    { ...asking, alsoHeld: both.differ },
    usableIn(access),
  )
  const [read] = await Promise.all([rows, recorded])
  return sorted(deps, access, part, both, read)
}

/** Several parts of one person's record at once: one statement, and one durable write of all their evidence. */
export async function readTogether(
  deps: GateDeps,
  access: AccessContext,
  wanted: readonly RecordPart[],
): Promise<readonly ReadAnswer<unknown>[]> {
  const judged = wanted.map((part) => ({ part, both: judgeBoth(access, 'view', part) }))
  const entries = asOneAct(judged.map(({ part, both }) => entryOf(access, 'read', 'view', both.either, part.type.name, [part.category])))
  const permitted = judged.filter(({ both }) => both.either.decision.outcome === 'permitted')
  const asked = permitted.map(({ part, both }) => ({ part: partOpenTo(access, both.either, 'view', part), alsoHeld: both.differ }))
  const { activity, person } = access.asked
  const usable = usableIn(access)
  const [found] = await Promise.all([readRowsTogether(deps, activity, asked, { person, usable }), deps.record(entries)])
  return Promise.all(
    judged.map(async (each): Promise<ReadAnswer<unknown>> => {
      const { decision } = each.both.either
      if (decision.outcome !== 'permitted') return refusedBy(decision)
      return sorted(deps, access, each.part, each.both, found[permitted.indexOf(each)] ?? nothing)
    }),
  )
}

/**
 * Parts that were read together for the same reasons become one row of evidence, with all their categories and types. Each refusal keeps a
 * row of its own.
 */
export function asOneAct(entries: readonly EvidenceEntry[]): readonly EvidenceEntry[] {
  const joined = new Map<string, EvidenceEntry>()
  for (const [index, entry] of entries.entries()) {
    const ground = entry.kind === 'refusal' ? `refusal ${index}` : JSON.stringify([entry.role, entry.basis, entry.clauses])
    const types = [...listed(joined.get(ground)), ...(entry.recordType === null ? [] : [entry.recordType])]
    const categories = [...(joined.get(ground)?.categories ?? []), ...entry.categories]
    const whole = {
      ...entry,
      recordType: null,
      categories: [...new Set(categories)],
      detail: { ...entry.detail, types: [...new Set(types)] },
    }
    joined.set(ground, entry.kind === 'refusal' ? entry : whole)
  }
  return [...joined.values()]
}

function listed(entry: EvidenceEntry | undefined): readonly string[] {
  const types = entry?.detail.types
  return Array.isArray(types) ? types : []
}

const nothing: Read<never> = { items: [], otherPurpose: 0 }

/** Sets apart what a hold closes. What stays closed is on record, with its number. */
async function sorted<Shape>(
  deps: GateDeps,
  access: AccessContext,
  part: RecordPart<Category, Shape>,
  { free, held, differ }: TwoJudgements,
  { items, otherPurpose: elsewhere }: Read<Shape>,
): Promise<ReadAnswer<Shape>> {
  const closed = free.decision.outcome === 'permitted' ? held : free
  const isOpen = (item: Item<Shape>) => !differ || item.held === (closed === free)
  const rows = items.filter(isOpen).map((item) => item.row)
  const behind = closed.decision.outcome === 'permitted' ? 0 : items.length - rows.length
  const entry = (judgement: Judgement, count: number): EvidenceEntry => {
    const told = entryOf(access, 'read', 'view', judgement, part.type.name, [part.category])
    return { ...told, detail: { ...told.detail, items: count } }
  }
  const elsewhereIs: Judgement = { decision: otherPurpose, role: free.role }
  const told = [...(behind > 0 ? [entry(closed, behind)] : []), ...(elsewhere > 0 ? [entry(elsewhereIs, elsewhere)] : [])]
  if (told.length > 0) await deps.record(told)
  const onHold = behind > 0 && closed.decision.outcome !== 'permitted' ? { items: behind, refusal: closed.decision } : null
  return { ok: true, rows, onHold, ...(elsewhere > 0 ? { otherPurpose: { items: elsewhere, refusal: otherPurpose } } : {}) }
}

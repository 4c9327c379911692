import { type Answer, refusedBy } from '#decisions/done-or-refused.ts'
import { digestOf } from '#evidence/digest.ts'
import type { Activity, Category } from '#notice/vocabulary.ts'
import type { GateDeps } from '../deps.ts'
import { type AccessContext, entryOf, judgeFor } from '../judge.ts'
import { usableIn } from '../purpose.ts'
import { readRows } from '../read/read-rows.ts'
import type { Provenance, RecordPart } from '../record-part.ts'
import { firstPage } from './work-list.ts'

/** Rows on a page: few enough that hardly anything is unsealed at once. */
const pageOf = 250

/** `isTheirs`: whether what an item's parts say, together, is what was asked for. */
export type SearchingAlone = {
  readonly collectedFor: Activity
  readonly parts: readonly RecordPart<Category, Provenance>[]
  readonly isTheirs: (item: Readonly<Record<string, unknown>>) => boolean
}

/**
 * Finds items that stand alone by what they say, because no record leads to them: each is unsealed, and only the ids of those found are
 * answered. One row of evidence tells how many were looked through, with their digest, and names those that were found.
 */
export async function searchAlone(
  deps: GateDeps,
  access: AccessContext,
  { collectedFor, parts, isTheirs }: SearchingAlone,
): Promise<Answer<{ readonly ids: readonly string[] }>> {
  const [first] = parts
  if (first === undefined) return { ok: true, ids: [] }
  const entryFor = ({ type, category }: RecordPart) =>
    entryOf(access, 'search', 'view', judgeFor(access, 'view', type, category), type.name, [category])
  for (const part of parts) {
    const { decision } = judgeFor(access, 'view', part.type, part.category)
    if (decision.outcome === 'permitted') continue
    await deps.record([{ ...entryFor(part), subject: null }])
    return refusedBy(decision)
  }
  const [looked, found]: [string[], string[]] = [[], []]
  for (let after = firstPage; ; ) {
    const items = await pageAfter(deps, access, { parts, collectedFor, after })
    for (const [id, item] of items) {
      looked.push(id)
      if (isTheirs(item)) found.push(id)
    }
    after = looked.at(-1) ?? after
    if (items.size < pageOf) break
  }
  const entry = entryFor(first)
  const detail = { ...entry.detail, items: looked.length, digest: digestOf(looked), found: found.length }
  await deps.record([{ ...entry, categories: parts.map(({ category }) => category), detail, subjects: found }])
  return { ok: true, ids: found }
}

type Page = Pick<SearchingAlone, 'parts' | 'collectedFor'> & { readonly after: string }

/** What the parts of each item on a page say, together, by its id in rising order. */
async function pageAfter(deps: GateDeps, access: AccessContext, { parts, collectedFor, after }: Page) {
  const [usable, { activity }] = [usableIn(access), access.asked]
  const items = new Map<string, Record<string, unknown>>()
  for (const part of parts) {
    const asking = { scope: 'purpose', limit: pageOf, values: [collectedFor, after], usedFor: activity } as const
    const { items: read } = await readRows(deps, activity, part, asking, usable)
    for (const { row } of read) items.set(row.id, { ...items.get(row.id), ...row })
  }
  return items
}

/** One part of the items that such a search has found, recorded about each of them. */
export async function readAlone<Shape>(
  deps: GateDeps,
  access: AccessContext,
  part: RecordPart<Category, Shape>,
  ids: readonly string[],
): Promise<Answer<{ readonly rows: readonly Shape[] }>> {
  const judgement = judgeFor(access, 'view', part.type, part.category)
  await deps.record([{ ...entryOf(access, 'read', 'view', judgement, part.type.name, [part.category]), subjects: ids }])
  if (judgement.decision.outcome !== 'permitted') return refusedBy(judgement.decision)
  const { activity } = access.asked
  const usable = usableIn(access)
  const read = await Promise.all(ids.map((id) => readRows(deps, activity, part, { scope: 'item', values: [id, id] }, usable)))
  return { ok: true, rows: read.flatMap(({ items }) => items.map(({ row }) => row)) }
}

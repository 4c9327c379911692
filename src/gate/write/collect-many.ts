import { type Done, type Refused, refusedBy } from '#decisions/done-or-refused.ts'
import { insertEvidence } from '#evidence/append.ts'
import { digestOf } from '#evidence/digest.ts'
import { editionCircumstances } from '#facts/gather.ts'
import type { Activity, Category } from '#notice/vocabulary.ts'
import { dateIn } from '#shared/clock.ts'
import type { Session } from '#store/database.ts'
import { roleName } from '#store/role-names.ts'
import { columnOf, provenanceColumns, sealedColumnOf, tableOf } from '../columns.ts'
import type { GateDeps } from '../deps.ts'
import { type AccessContext, type Colleague, entryOf, judgeFor } from '../judge.ts'
import type { OpeningReason } from '../opening-reason.ts'
import { columnTypes, upsertText } from '../read/statements.ts'
import type { RecordType } from '../record-type.ts'
import type { Batch, BatchItem } from './batch.ts'
import { keepConflicts } from './conflicts.ts'
import { ownerOf, sealContextOf } from './sealing.ts'
import { judgedFrom } from './source.ts'
import { keepLines, settleLines } from './source-lines.ts'
import { rowOf } from './store-row.ts'

export type { Batch } from './batch.ts'

export type ManyAnswer =
  /**
   * `ids`: items that were new, or of which the source changed something. `differing`: by item, fields that were changed both there and
   * here; our value stays. `gone`: items that were deleted here and about which the source now says something else; they stay deleted.
   */
  | Done<{
      readonly changed: number
      readonly unchanged: number
      readonly ids: ReadonlySet<string>
      readonly differing: readonly { readonly id: string; readonly field: string; readonly kept: boolean }[]
      readonly gone: ReadonlySet<string>
    }>
  | (Refused & { readonly type: string })

/**
 * Collects many people's items at once, all or none, in the order given. Imports come in this way. The decision is made once for each
 * record type and category, since no one person's circumstances can widen it. The act is one row of evidence for each type, with the digest
 * of its ids. For an item that is already stored or was deleted here, only what its source changed since the last time is taken
 * (source-lines.ts). `comeBack`: ids of items to take in again although they were deleted here. `because`: in an import, which comes in by an account
 * of its own; otherwise why the colleague writes them, which is a change like any other. At most 10,000 items in a batch.
 */
export async function collectMany(
  deps: GateDeps,
  colleague: Colleague,
  activity: Activity,
  batches: readonly Batch[],
  { because = 'import', comeBack = new Set() }: { readonly because?: OpeningReason; readonly comeBack?: ReadonlySet<string> } = {},
): Promise<ManyAnswer> {
  const { released } = deps.inForce()
  const access = accessOfMany(deps, colleague, activity)
  const kind = because === 'import' ? 'import' : 'change'
  for (const batch of batches) {
    const { type } = batch
    // Items from a source that no list names need words of their own.
    const untold = batch.source === 'other' ? batch.items.find(({ sourceReason }) => sourceReason === undefined) : batch.items[0]
    const from = { source: batch.source, sourceReason: untold === undefined ? toldForEach : untold.sourceReason }
    for (const category of categoriesGiven(batch)) {
      const judgement = judgedFrom(access, 'collect', { type, category }, from)
      if (judgement.decision.outcome === 'permitted') continue
      await deps.record([{ ...entryOf(access, kind, 'collect', judgement, type.name, [category]), subject: null }])
      return { ...refusedBy(judgement.decision), type: type.name }
    }
  }
  const from = { activity, edition: released.hash }
  return deps.database.transaction(roleName(deps.database.schema, 'activity', activity), async (session) => {
    const changed = new Set<string>()
    let total = 0
    const owners = batches.filter(({ type }) => type.tie.key === 'id').flatMap(({ items }) => items.map((item) => item.id))
    if (owners.length > 0) await deps.keys.storing(session, owners)
    const differing: { readonly id: string; readonly field: string; readonly kept: boolean }[] = []
    const gone = new Set<string>()
    for (const batch of batches) {
      const settled = await settleLines(session, deps, batch, comeBack)
      const ids: string[] = []
      for (const items of sayingTheSame(settled.take)) ids.push(...(await upsert(session, deps, from, { ...batch, items })))
      await keepConflicts(session, deps, { type: batch.type, source: batch.source, activity }, settled)
      await keepLines(session, batch.type, settled.lines)
      for (const { item, field, person } of settled.differing) differing.push({ id: item.id, field, kept: person !== null })
      for (const id of settled.gone) gone.add(id)
      total += batch.items.length
      for (const id of ids) changed.add(id)
      await batch.stored?.(session, onlyOf(batch.items, ids))
      const kept = settled.differing.filter(({ person }) => person !== null).length
      if (ids.length === 0 && kept === 0) continue
      const judgement = judgeFor(access, 'collect', batch.type, batch.type.category)
      const evidence = entryOf(access, kind, 'collect', judgement, batch.type.name, categoriesGiven(batch))
      const detail = { because, source: batch.source, items: ids.length, digest: digestOf(ids) }
      await insertEvidence(session, [{ ...evidence, subject: null, detail: kept === 0 ? detail : { ...detail, differing: kept } }])
    }
    return { ok: true, changed: changed.size, unchanged: total - changed.size, ids: changed, differing, gone }
  })
}

function onlyOf(items: readonly BatchItem[], ids: readonly string[]): readonly BatchItem[] {
  const wanted = new Set(ids)
  return items.filter(({ id }) => wanted.has(id))
}

/** Groups items by which fields they give, since one statement fills the same columns in all its rows. */
function sayingTheSame(items: readonly BatchItem[]): Iterable<readonly BatchItem[]> {
  const named = (item: BatchItem) => Object.keys(item.values).filter((name) => said(item, name) !== undefined)
  return Map.groupBy(items, (item) => named(item).toSorted().join(' ')).values()
}

const toldForEach = 'told for each item'

/** The context for a decision about many people: no one person's circumstances can widen it. */
function accessOfMany(deps: Pick<GateDeps, 'inForce' | 'clock'>, colleague: Colleague, activity: Activity): AccessContext {
  const { released, decide } = deps.inForce()
  const circumstances = new Set(editionCircumstances(released, activity, dateIn(deps.clock())))
  const entry = released.edition.activities.find((candidate) => candidate.id === activity)
  const asked = { activity, person: '', because: 'import' } as const
  return { colleague, asked, released, decide, circumstances, relationships: entry?.relationships.slice(0, 1) ?? [], crowd: true }
}

/** Whether `collectMany` would take in a category of the type, so that pages offer only what can be done. */
export function mayCollectMany(
  deps: Pick<GateDeps, 'inForce' | 'clock'>,
  colleague: Colleague,
  activity: Activity,
  type: RecordType,
  category: Category = type.category,
): boolean {
  return judgeFor(accessOfMany(deps, colleague, activity), 'collect', type, category).decision.outcome === 'permitted'
}

/**
 * The fields that at least one item of the batch gives. Null means that there is no value; undefined means that the source does not say.
 */
function fieldsGiven(batch: Batch): readonly string[] {
  return Object.keys(batch.type.fields).filter((name) => batch.items.some((item) => said(item, name) !== undefined))
}

function said(item: BatchItem, name: string): unknown {
  const values: Readonly<Record<string, unknown>> = item.values
  return values[name]
}

function categoriesGiven(batch: Batch): readonly Category[] {
  const given = fieldsGiven(batch).flatMap((name) => batch.type.fields[name]?.category ?? [])
  return [...new Set([batch.type.category, ...given])]
}

/** Columns that the source does not mention stay as stored, so that an import of names does not empty what a colleague wrote. */
function columnsGiven(batch: Batch): readonly string[] {
  const { type } = batch
  const given = fieldsGiven(batch).flatMap((name) => {
    const field = type.fields[name]
    return field === undefined ? [] : field.sealed ? sealedColumnOf(field.category) : columnOf(name)
  })
  const wanted = new Set<string>([...provenanceColumns, ...type.tie.links, ...given])
  return [...columnTypes(type).keys()].filter((column) => wanted.has(column))
}

async function upsert(
  session: Session,
  deps: GateDeps,
  from: { readonly activity: string; readonly edition: string },
  batch: Batch,
): Promise<readonly string[]> {
  if (batch.items.length === 0) return []
  const { type } = batch
  const columns = columnsGiven(batch)
  const sealed = await withWordsKept(session, deps, batch)
  const rows = await Promise.all(
    batch.items.map((item) => rowOf(deps, { ...from, person: item.person }, type, { ...item, source: batch.source })),
  )
  const kept = rows.map((row) => ({ ...row, ...sealed.get(row.id) }))
  const values = columns.map((column) => kept.map((row) => row[column] ?? null))
  const stored = await session.query<{ id: string }>(upsertText(type, columns), values)
  return stored.map((row) => row.id)
}

/**
 * The sealed columns of items that are already stored. A sealed value holds several fields, and those that the batch does not mention stay.
 * Sealing gives different bytes each time, so where the words are the same the stored bytes stay.
 */
async function withWordsKept(
  session: Session,
  deps: GateDeps,
  batch: Batch,
): Promise<ReadonlyMap<unknown, Readonly<Record<string, Buffer | null>>>> {
  const { type } = batch
  const given = fieldsGiven(batch).filter((name) => type.fields[name]?.sealed === true)
  const categories = [...new Set(given.flatMap((name) => type.fields[name]?.category ?? []))]
  if (categories.length === 0) return new Map()
  const columns = ['id', ...categories.map(sealedColumnOf)].join(', ')
  // Locked in the order of their ids, so that what a colleague writes at the same time comes before or after this, and is not lost.
  const text = `select ${columns} from ${tableOf(type)} where id = any($1) order by id for no key update`
  const stored = await session.query(text, [batch.items.map((item) => item.id)])
  const items = new Map(batch.items.map((item) => [item.id, item]))
  const found = stored.map(async (row): Promise<readonly [unknown, Readonly<Record<string, Buffer | null>>]> => {
    const item = typeof row.id === 'string' ? items.get(row.id) : undefined
    const owner = item === undefined ? null : ownerOf(type, item)
    if (item === undefined || owner === null) return [row.id, {}]
    const kept = categories.map(async (category): Promise<[string, Buffer | null]> => {
      const column = sealedColumnOf(category)
      const blob = row[column]
      const context = sealContextOf(type, item.id, category)
      const was = Buffer.isBuffer(blob) ? await deps.keys.unseal(owner, context, blob) : null
      const names = given.filter((name) => type.fields[name]?.category === category)
      const is = withoutEmpty({ ...was, ...Object.fromEntries(names.map((name) => [name, said(item, name) ?? null])) })
      if (Buffer.isBuffer(blob) && was !== null && sayTheSame(was, is)) return [column, blob]
      return [column, Object.keys(is).length === 0 ? null : await deps.keys.seal(owner, context, is)]
    })
    return [item.id, Object.fromEntries(await Promise.all(kept))]
  })
  return new Map(await Promise.all(found))
}

type Words = Readonly<Record<string, unknown>>

function withoutEmpty(words: Words): Words {
  return Object.fromEntries(Object.entries(words).filter(([, value]) => value !== null && value !== undefined))
}

function sayTheSame(one: Words, other: Words): boolean {
  const [names, others] = [Object.keys(one), Object.keys(other)]
  return names.length === others.length && names.every((name) => one[name] === other[name])
}

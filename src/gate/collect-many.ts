import type { NotPermitted } from '#decisions/decision.ts'
import { insertEvidence } from '#evidence/append.ts'
import { digestOf } from '#evidence/digest.ts'
import { editionCircumstances } from '#facts/gather.ts'
import type { Activity, Category, Source } from '#notice/vocabulary.ts'
import { dateIn } from '#shared/clock.ts'
import type { Session } from '#store/database.ts'
import { roleName } from '#store/role-names.ts'
import { columnOf, provenanceColumns, sealedColumnOf, tableOf } from './columns.ts'
import { type Colleague, entryOf, judge, type Standing } from './judge.ts'
import type { GateParts } from './parts.ts'
import { type RecordType, sealedUnder } from './record-type.ts'
import { ownerOf, placeOf } from './sealing.ts'
import { judgedFrom } from './source.ts'
import { columnTypes, linkColumnsOf, upsertText } from './statements.ts'
import { type NewItem, rowOf } from './store-row.ts'

/** Items of one record type, from one source, for one activity. `person` is whose each is (null: about no known person). */
export type Batch = {
  readonly type: RecordType
  readonly source: Source
  readonly items: readonly (Omit<NewItem, 'source'> & { readonly person: string | null })[]
}

export type ManyAnswer =
  /** `ids`: of the items that were new or differed from what was stored. */
  | { readonly stored: true; readonly changed: number; readonly unchanged: number; readonly ids: ReadonlySet<string> }
  | { readonly stored: false; readonly type: string; readonly refusal: NotPermitted }

/**
 * Collects many people's items at once, all or none, in the order given: an import's way through the gate. The question is asked once
 * for each record type and category (no person's own circumstance can widen it), and the act is one row of evidence for each type,
 * with the digest of its ids. An item whose id is stored already is brought up to date in what the batch speaks of; one that is the same is left alone.
 * `colleague` is the mandated account of the import, with the roles it works in. At most 10,000 items a batch.
 */
export async function collectMany(
  parts: GateParts,
  colleague: Colleague,
  activity: Activity,
  batches: readonly Batch[],
): Promise<ManyAnswer> {
  const { released } = parts.inForce()
  const standing = standingOfMany(parts, colleague, activity)
  for (const batch of batches) {
    const { type } = batch
    // What no list foresees is told in words for each item.
    const untold = batch.source === 'other' ? batch.items.find(({ sourceReason }) => sourceReason === undefined) : batch.items[0]
    const from = { source: batch.source, sourceReason: untold === undefined ? toldForEach : untold.sourceReason }
    for (const category of categoriesGiven(batch)) {
      const judgement = judgedFrom(standing, 'collect', category, from)
      if (judgement.decision.outcome === 'permitted') continue
      await parts.record([{ ...entryOf(standing, 'import', 'collect', judgement, type.name, [category]), subject: null }])
      return { stored: false, type: type.name, refusal: judgement.decision }
    }
  }
  const from = { activity, edition: released.hash }
  return parts.database.transaction(roleName(parts.database.schema, 'activity', activity), async (session) => {
    const changed = new Set<string>()
    let total = 0
    const owners = batches.filter(({ type }) => sealedUnder(type) === 'id').flatMap(({ items }) => items.map((item) => item.id))
    if (owners.length > 0) await parts.keys.storing(session, owners)
    for (const batch of batches) {
      const ids = await upsert(session, parts, from, batch)
      total += batch.items.length
      for (const id of ids) changed.add(id)
      if (ids.length === 0) continue
      const judgement = judge(standing, 'collect', batch.type.category)
      const evidence = entryOf(standing, 'import', 'collect', judgement, batch.type.name, categoriesGiven(batch))
      await insertEvidence(session, [
        { ...evidence, subject: null, detail: { because: 'import', source: batch.source, items: ids.length, digest: digestOf(ids) } },
      ])
    }
    return { stored: true, changed: changed.size, unchanged: total - changed.size, ids: changed }
  })
}

const toldForEach = 'told for each item'

/** No person's own circumstance can widen what is asked for many. */
function standingOfMany(parts: Pick<GateParts, 'inForce' | 'clock'>, colleague: Colleague, activity: Activity): Standing {
  const { released, decide } = parts.inForce()
  const circumstances = new Set(editionCircumstances(released, activity, dateIn(parts.clock())))
  const entry = released.edition.activities.find((candidate) => candidate.id === activity)
  const asked = { activity, person: '', because: 'import' } as const
  return { colleague, asked, released, decide, circumstances, relationships: entry?.relationships.slice(0, 1) ?? [] }
}

/** Whether `collectMany` would take in the category: asked so that a door offers only what can be done. */
export function mayCollectMany(
  parts: Pick<GateParts, 'inForce' | 'clock'>,
  colleague: Colleague,
  activity: Activity,
  category: Category,
): boolean {
  return judge(standingOfMany(parts, colleague, activity), 'collect', category).decision.outcome === 'permitted'
}

/** The fields that some item of the batch says something of: null says that there is none, undefined says nothing. */
function fieldsGiven(batch: Batch): readonly string[] {
  return Object.keys(batch.type.fields).filter((name) => batch.items.some((item) => said(item, name) !== undefined))
}

function said(item: Batch['items'][number], name: string): unknown {
  const values: Readonly<Record<string, unknown>> = item.values
  return values[name]
}

function categoriesGiven(batch: Batch): readonly Category[] {
  const given = fieldsGiven(batch).flatMap((name) => batch.type.fields[name]?.category ?? [])
  return [...new Set([batch.type.category, ...given])]
}

/** What the source says nothing of stays as it is stored: an import of names must not empty what was noted at the desk. */
function columnsGiven(batch: Batch): readonly string[] {
  const { type } = batch
  const given = fieldsGiven(batch).flatMap((name) => {
    const field = type.fields[name]
    return field === undefined ? [] : field.sealed ? sealedColumnOf(field.category) : columnOf(name)
  })
  const wanted = new Set<string>([...provenanceColumns, ...linkColumnsOf(type), ...given])
  return [...columnTypes(type).keys()].filter((column) => wanted.has(column))
}

async function upsert(
  session: Session,
  parts: GateParts,
  from: { readonly activity: string; readonly edition: string },
  batch: Batch,
): Promise<readonly string[]> {
  if (batch.items.length === 0) return []
  const { type } = batch
  const columns = columnsGiven(batch)
  const sealed = await withWordsKept(session, parts, batch)
  const rows = await Promise.all(
    batch.items.map((item) => rowOf(parts, { ...from, person: item.person }, type, { ...item, source: batch.source })),
  )
  const kept = rows.map((row) => ({ ...row, ...sealed.get(row.id) }))
  const values = columns.map((column) => kept.map((row) => row[column] ?? null))
  const stored = await session.query<{ id: string }>(upsertText(type, columns), values)
  return stored.map((row) => row.id)
}

/**
 * The sealed columns of the items that are stored already. A blob holds several fields: what the batch says nothing of stays as it is. Ciphertext
 * differs each time it is made: where the stored blob says the same as it would, the stored one stays.
 */
async function withWordsKept(
  session: Session,
  parts: GateParts,
  batch: Batch,
): Promise<ReadonlyMap<unknown, Readonly<Record<string, Buffer | null>>>> {
  const { type } = batch
  const given = fieldsGiven(batch).filter((name) => type.fields[name]?.sealed === true)
  const categories = [...new Set(given.flatMap((name) => type.fields[name]?.category ?? []))]
  if (categories.length === 0) return new Map()
  const columns = ['id', ...categories.map(sealedColumnOf)].join(', ')
  // Locked in the order of their ids: what a colleague writes meanwhile comes before or after, and is not lost between.
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
      const place = placeOf(type, item.id, category)
      const was = Buffer.isBuffer(blob) ? await parts.keys.open(owner, place, blob) : null
      const names = given.filter((name) => type.fields[name]?.category === category)
      const is = withoutEmpty({ ...was, ...Object.fromEntries(names.map((name) => [name, said(item, name) ?? null])) })
      if (Buffer.isBuffer(blob) && was !== null && sayTheSame(was, is)) return [column, blob]
      return [column, Object.keys(is).length === 0 ? null : await parts.keys.seal(owner, place, is)]
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

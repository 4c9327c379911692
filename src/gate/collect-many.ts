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
import { type RecordType, standsAlone } from './record-type.ts'
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
    const people = batches.filter(({ type }) => type.subject === 'self').flatMap(({ items }) => items.map((item) => item.id))
    if (people.length > 0) await parts.keys.storing(session, people)
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
  const rows = await Promise.all(
    batch.items.map((item) => rowOf(parts, { ...from, person: item.person }, type, { ...item, source: batch.source })),
  )
  const kept = await keepSealedThatSayTheSame(session, parts, batch, rows)
  const values = columns.map((column) => kept.map((row) => row[column] ?? null))
  const stored = await session.query<{ id: string }>(upsertText(type, columns), values)
  return stored.map((row) => row.id)
}

/** Ciphertext differs each time it is made: where a stored blob says the same as the new one, the stored one stays. */
async function keepSealedThatSayTheSame(
  session: Session,
  parts: GateParts,
  batch: Batch,
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const { type } = batch
  const sealed = categoriesGiven(batch).filter((category) => rows.some((row) => row[sealedColumnOf(category)] !== undefined))
  if (sealed.length === 0) return rows
  const columns = ['id', ...sealed.map(sealedColumnOf)].join(', ')
  const stored = await session.query(`select ${columns} from ${tableOf(type)} where id = any($1)`, [batch.items.map((item) => item.id)])
  const byId = new Map(stored.map((row) => [row.id, row]))
  const people = new Map(batch.items.map((item) => [item.id, standsAlone(type) ? item.id : item.person]))
  return Promise.all(
    rows.map(async (row) => {
      const before = byId.get(row.id)
      const id = row.id
      if (before === undefined || typeof id !== 'string') return row
      const person = people.get(id) ?? null
      const kept: Record<string, unknown> = { ...row }
      for (const category of sealed) {
        const column = sealedColumnOf(category)
        const [old, fresh] = [before[column], row[column]]
        if (person === null || !Buffer.isBuffer(old) || !Buffer.isBuffer(fresh)) continue
        const place = { table: tableOf(type), row: id, category }
        const [was, is] = [await parts.keys.open(person, place, old), await parts.keys.open(person, place, fresh)]
        if (JSON.stringify(was) === JSON.stringify(is)) kept[column] = old
      }
      return kept
    }),
  )
}

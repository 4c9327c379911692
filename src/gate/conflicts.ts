import { insertEvidence } from '#evidence/append.ts'
import type { EvidenceEntry } from '#evidence/entry.ts'
import type { Category, Source } from '#notice/vocabulary.ts'
import { sources } from '#notice/vocabulary.ts'
import type { Row, Session } from '#store/database.ts'
import { roleName } from '#store/role-names.ts'
import { entryOf, judge, type Standing } from './judge.ts'
import type { GateParts } from './parts.ts'
import type { RecordType } from './record-type.ts'
import type { Settled } from './source-lines.ts'

/** What another system says of a field that was put right here since it last said something else: kept until somebody decides. */
export type Conflict = {
  readonly id: string
  readonly type: RecordType
  readonly item: string
  readonly field: string
  readonly category: Category
  readonly source: Source
  readonly saidAt: Temporal.Instant
  /** Null where the other system says that there is nothing. */
  readonly value: string | number | boolean | null
}

type Kept = { readonly type: RecordType; readonly source: Source; readonly activity: string }

/** Keeps what differs, sealed under the person's key, and forgets what does so no longer. What is on nobody's record is told, and not kept. */
export async function keepConflicts(
  session: Session,
  { keys }: Pick<GateParts, 'keys'>,
  { type, source, activity }: Kept,
  { differing, agreed }: Settled,
): Promise<void> {
  if (agreed.length > 0 && (await session.query('select from source_conflict where record_type = $1 limit 1', [type.name])).length > 0) {
    const text = `delete from source_conflict c using unnest($1::uuid[], $2::text[]) as settled (item, field)
      where c.item_id = settled.item and c.field = settled.field`
    await session.query(text, [agreed.map(({ item }) => item), agreed.map(({ field }) => field)])
  }
  for (const { item, field, category, value, person } of differing) {
    if (person === null) continue
    await session.query(
      `insert into source_conflict (record_type, item_id, field, category, activity, person_id, source, said_at, sealed_value)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (item_id, field) do update
        set source = excluded.source, said_at = excluded.said_at, activity = excluded.activity, sealed_value = excluded.sealed_value`,
      [
        ...[type.name, item.id, field, category, activity, person, source, item.collectedAt.toString()],
        await keys.seal(person, placeOf(item.id, field), { value }),
      ],
    )
  }
}

/** What is left to decide on a person's record, as far as the colleague may see it; a category that is closed to them is on record as refused. */
export async function conflictsOf(parts: GateParts, standing: Standing, types: readonly RecordType[]): Promise<readonly Conflict[]> {
  const { activity, person } = standing.asked
  const role = roleName(parts.database.schema, 'activity', activity)
  const text =
    'select id, record_type, item_id, field, category, source, said_at, sealed_value from source_conflict where person_id = $1 order by said_at, id'
  const rows = await parts.database.once(role, text, [person])
  const found = rows.flatMap((row) => knownOf(types, row) ?? [])
  const judged = [...new Set(found.map(({ category }) => category))].map((category) => ({
    category,
    judgement: judge(standing, 'view', category),
  }))
  await parts.record(judged.map(({ category, judgement }) => entryOf(standing, 'read', 'view', judgement, 'source-conflict', [category])))
  const open = new Set(judged.flatMap(({ category, judgement }) => (judgement.decision.outcome === 'permitted' ? [category] : [])))
  const opened = found
    .filter(({ category }) => open.has(category))
    .map(async ({ sealed, ...conflict }): Promise<Conflict> => {
      const value = (await parts.keys.open(person, placeOf(conflict.item, conflict.field), sealed))?.value
      const isValue = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      return { ...conflict, value: isValue ? value : null }
    })
  return Promise.all(opened)
}

/** What is here was found right: on record and forgotten, both or neither. False, and nothing on record, where it was decided already. */
export async function forgetConflict(parts: GateParts, standing: Standing, conflict: Conflict): Promise<boolean> {
  const entry = decisionEntry(standing, conflict, 'here')
  if (entry.outcome !== 'permitted') {
    await parts.record([entry])
    return false
  }
  const role = roleName(parts.database.schema, 'activity', standing.asked.activity)
  return parts.database.transaction(role, async (session) => {
    const gone = await session.query('delete from source_conflict where id = $1 returning id', [conflict.id])
    if (gone.length === 0) return false
    await insertEvidence(session, [entry])
    return true
  })
}

/** The evidence of how it was decided; of a refusal, where it may not be by this colleague. */
export function decisionEntry(standing: Standing, { category, field, item, type }: Conflict, chosen: 'here' | 'there'): EvidenceEntry {
  const entry = entryOf(standing, 'change', 'collect', judge(standing, 'change', category), type.name, [category])
  return entry.outcome === 'permitted' ? { ...entry, detail: { ...entry.detail, item, field, chosen } } : entry
}

type Sealed = Omit<Conflict, 'value'> & { readonly sealed: Buffer }

/** Undefined where an item is of a kind, or a field, that this version does not know. */
function knownOf(types: readonly RecordType[], row: Row): Sealed | undefined {
  const type = types.find(({ name }) => name === row.record_type)
  const source = sources.find((each) => each === row.source)
  const field = typeof row.field === 'string' ? row.field : ''
  const category = type?.fields[field]?.category
  if (type === undefined || source === undefined || category === undefined || !Buffer.isBuffer(row.sealed_value)) return undefined
  const saidAt = Temporal.Instant.from(String(row.said_at))
  return { id: String(row.id), type, item: String(row.item_id), field, category, source, saidAt, sealed: row.sealed_value }
}

function placeOf(item: string, field: string) {
  return { table: 'source_conflict', row: item, category: field }
}

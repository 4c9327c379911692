import { insertEvidence } from '#evidence/append.ts'
import type { EvidenceEntry } from '#evidence/entry.ts'
import type { Category, Source } from '#notice/vocabulary.ts'
import { sources } from '#notice/vocabulary.ts'
import type { Row, Session } from '#store/database.ts'
import { roleName } from '#store/role-names.ts'
import { closedWords } from '../codes-only.ts'
import { tableOf } from '../columns.ts'
import type { GateDeps } from '../deps.ts'
import { heldSql } from '../held.ts'
import { type AccessContext, entryOf, type Judgement, judge } from '../judge.ts'
import { usableIn } from '../purpose.ts'
import { judgeBoth } from '../read/read-part.ts'
import type { RecordType } from '../record-type.ts'
import type { SettledLines } from './source-lines.ts'

/** What another system says about a field that was corrected here since. It is stored until somebody decides which is right. */
export type Conflict = {
  readonly id: string
  readonly type: RecordType
  readonly item: string
  readonly field: string
  readonly category: Category
  readonly source: Source
  readonly saidAt: Temporal.Instant
  /**
   * Whether the item is closed to the colleague because of a hold, or because there is none; or the field, because the code alone is open to them. It is
   * then only counted, and its value stays sealed.
   */
  readonly closed: boolean
  /** Null where the other system has no value. */
  readonly value: string | number | boolean | null
}

type ConflictOrigin = { readonly type: RecordType; readonly source: Source; readonly activity: string }

/**
 * Stores each differing value, sealed under the person's key, and removes those that no longer differ. Differences in items that are on
 * nobody's record are reported but not stored.
 */
export async function keepConflicts(
  session: Session,
  { keys }: Pick<GateDeps, 'keys'>,
  { type, source, activity }: ConflictOrigin,
  { differing, agreed }: SettledLines,
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
        await keys.seal(person, contextOf(item.id, field), { value }),
      ],
    )
  }
}

/**
 * The conflicts to decide on a person's record, as far as the colleague may see them: what the other system says was collected for an
 * activity too, and only one whose items may be used here counts (P2). If a category is closed to them, the refusal is recorded.
 */
export async function conflictsOf(deps: GateDeps, access: AccessContext, types: readonly RecordType[]): Promise<readonly Conflict[]> {
  const { activity, person } = access.asked
  const role = roleName(deps.database.schema, 'activity', activity)
  const text =
    'select id, record_type, item_id, field, category, source, said_at, sealed_value from source_conflict where person_id = $1 and ($2::text[] is null or activity = any($2)) order by said_at, id'
  const rows = await deps.database.once(role, text, [person, usableIn(access)])
  const found = rows.flatMap((row) => knownOf(types, row) ?? [])
  const judged = [...Map.groupBy(found, ({ category }) => category)].map(([category, said]) => {
    const both = judgeBoth(access, 'view', { category })
    return { category, said, both, closed: both.free.decision.outcome === 'permitted' ? both.held : both.free }
  })
  const mayDiffer = judged.flatMap(({ said, both }) => (both.differ ? said : []))
  const held = await onHoldAmong(deps, role, mayDiffer)
  const isClosed = ({ item }: Sealed, { both, closed }: Pick<(typeof judged)[number], 'both' | 'closed'>) =>
    both.differ && held.has(item) === (closed === both.held)
  const entries = judged.flatMap((each) => {
    const shut = each.said.filter((conflict) => isClosed(conflict, each)).length
    const of = (judgement: Judgement) => entryOf(access, 'read', 'view', judgement, 'source-conflict', [each.category])
    const { detail, ...refused } = of(each.closed)
    return [of(each.both.either), ...(shut === 0 ? [] : [{ ...refused, detail: { ...detail, items: shut } }])]
  })
  await deps.record(entries)
  const unsealed = found.flatMap((conflict) => {
    const judgement = judged.find(({ category }) => category === conflict.category)
    if (judgement?.both.either.decision.outcome !== 'permitted') return []
    const { type, category, field } = conflict
    const isWord = closedWords(access, judgement.both.either, 'view', { type, category, fields: [field] }).length > 0
    return [withValue(deps, person, conflict, isWord || isClosed(conflict, judgement))]
  })
  return Promise.all(unsealed)
}

async function withValue({ keys }: GateDeps, person: string, { sealed, ...conflict }: Sealed, closed: boolean): Promise<Conflict> {
  if (closed) return { ...conflict, closed, value: null }
  const value = (await keys.unseal(person, contextOf(conflict.item, conflict.field), sealed))?.value
  const isValue = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
  return { ...conflict, closed, value: isValue ? value : null }
}

/** Which of the items are on hold: their decision may differ from that for the others (TC4). */
async function onHoldAmong({ database }: GateDeps, role: string, said: readonly Sealed[]): Promise<ReadonlySet<string>> {
  if (said.length === 0) return new Set()
  const each = [...new Set(said.map(({ type }) => type))].map(
    (type) => `select t.id from ${tableOf(type)} t where t.id = any($1::uuid[]) and ${heldSql(type)}`,
  )
  const rows = await database.once<{ id: string }>(role, each.join(' union all '), [said.map(({ item }) => item)])
  return new Set(rows.map(({ id }) => id))
}

/**
 * Records that our value was right and removes the conflict, in one transaction. False, with nothing recorded, if it was already decided.
 */
export async function forgetConflict(deps: GateDeps, access: AccessContext, conflict: Conflict): Promise<boolean> {
  const entry = decisionEntry(access, conflict, 'here')
  if (entry.outcome !== 'permitted') {
    await deps.record([entry])
    return false
  }
  const role = roleName(deps.database.schema, 'activity', access.asked.activity)
  return deps.database.transaction(role, async (session) => {
    const gone = await session.query('delete from source_conflict where id = $1 returning id', [conflict.id])
    if (gone.length === 0) return false
    await insertEvidence(session, [entry])
    return true
  })
}

/** The evidence of the decision, or of the refusal where this colleague may not make it. */
export function decisionEntry(access: AccessContext, { category, field, item, type }: Conflict, chosen: 'here' | 'there'): EvidenceEntry {
  const entry = entryOf(access, 'change', 'collect', judge(access, 'change', category), type.name, [category])
  return entry.outcome === 'permitted' ? { ...entry, detail: { ...entry.detail, item, field, chosen } } : entry
}

type Sealed = Omit<Conflict, 'value' | 'closed'> & { readonly sealed: Buffer }

/** Undefined if this version does not know the item's type or the field. */
function knownOf(types: readonly RecordType[], row: Row): Sealed | undefined {
  const type = types.find(({ name }) => name === row.record_type)
  const source = sources.find((each) => each === row.source)
  const field = typeof row.field === 'string' ? row.field : ''
  const category = type?.fields[field]?.category
  if (type === undefined || source === undefined || category === undefined || !Buffer.isBuffer(row.sealed_value)) return undefined
  const saidAt = Temporal.Instant.from(String(row.said_at))
  return { id: String(row.id), type, item: String(row.item_id), field, category, source, saidAt, sealed: row.sealed_value }
}

function contextOf(item: string, field: string) {
  return { table: 'source_conflict', row: item, category: field }
}

import { type Answer, refusedBy } from '#decisions/done-or-refused.ts'
import { evidenceOfChanged } from '#evidence/append.ts'
import type { EvidenceEntry } from '#evidence/entry.ts'
import type { Trigger } from '#notice/edition.ts'
import type { Category, Source } from '#notice/vocabulary.ts'
import { Fault } from '#shared/fault.ts'
import { roleName } from '#store/role-names.ts'
import { columnOf, sealedColumnOf, sourceReasonColumn, tableOf } from '../columns.ts'
import type { GateDeps } from '../deps.ts'
import type { Fields } from '../field.ts'
import { heldSql } from '../held.ts'
import { type AccessContext, entryOf, judgeFor } from '../judge.ts'
import { namingLine } from '../ledger/ledger-line.ts'
import { usableIn } from '../purpose.ts'
import { columnTypes, concerningSql } from '../read/statements.ts'
import type { Values } from '../record-part.ts'
import { categoriesOf, type RecordType } from '../record-type.ts'
import { type Conflict, decisionEntry } from './conflicts.ts'
import { ownerColumnOf, sealContextOf } from './sealing.ts'
import { judgedFrom } from './source.ts'
import { maskOf, needPast } from './store-row.ts'
import type { TaskAfter } from './task-after.ts'
import { type Kind, writeTogether } from './write-together.ts'

/** New values of some of an item's fields (null empties one), made from the version that was read. */
export type Correction<F extends Fields = Fields> = {
  readonly id: string
  readonly version: string
  readonly values: Partial<Values<F>>
  readonly source: Source
  /** Needed when `source` is `other` (S6). */
  readonly sourceReason?: string
  /** The date of the item's own event, where the correction is that it has happened. */
  readonly clockFrom?: Temporal.PlainDate
  /**
   * The other system's value that this correction accepts. The conflict is removed and the decision recorded; if the conflict is gone,
   * nothing changes.
   */
  readonly decides?: Conflict
  /** The task that follows from the change. If left out, a task that waits about the item goes on waiting. */
  readonly task?: TaskAfter | undefined
}

/** `stale`: somebody changed it since it was read, or it is gone. */
export type ChangeAnswer = Answer<unknown, 'stale'>
/** `held`: a hold keeps it past its date. */
export type EraseAnswer = Answer<unknown, 'stale' | 'held'>

type Writing = Pick<GateDeps, 'database' | 'keys' | 'record' | 'clock' | 'erasures'>

/**
 * Whoever may collect an item may correct it. The correction, its evidence and the conflict that it decides are one statement. The evidence
 * names the fields, never their values.
 */
export async function correctItem(deps: Writing, access: AccessContext, type: RecordType, correction: Correction): Promise<ChangeAnswer> {
  const { decides } = correction
  const changed = [
    type.category,
    ...givenIn(type, correction).flatMap((name) => type.fields[name]?.category ?? []),
    ...(decides === undefined ? [] : [decides.category]),
  ]
  const asked = await mayChange(deps, access, type, [...new Set(changed)], correction)
  return asked.ok ? correctAs(deps, access, type, correction, namingLine(type, asked.entry, correction.id)) : asked
}

function givenIn(type: RecordType, { values }: Correction): readonly string[] {
  const said: Readonly<Record<string, unknown>> = values
  return Object.keys(type.fields).filter((name) => said[name] !== undefined)
}

/** The same on a permission that was given before: `entry` is its evidence, and is stored with the correction. */
export async function correctAs(
  deps: Writing,
  access: AccessContext,
  type: RecordType,
  correction: Correction,
  entry: EvidenceEntry,
): Promise<ChangeAnswer> {
  if (correction.clockFrom !== undefined) needPast(deps.clock, correction.clockFrom)
  const given = givenIn(type, correction)
  const { decides, task } = correction
  const decided = decides === undefined ? [] : [decides]
  const row = await correctedColumns(deps, access, type, correction, given)
  const types = columnTypes(type)
  const names = [...row.keys()]
  const kind: Kind = {
    name: `${decides === undefined ? 'correct' : 'decide'}-${type.name}-${maskOf(types, (column) => row.has(column))}`,
    columns: new Map([
      ...askedFor,
      ...decided.map((): [string, string] => ['conflict', 'uuid']),
      ...names.map((column): [string, string] => [`new_${column}`, types.get(column) ?? 'text']),
    ]),
    changed: (lock) => `${foundSql(type, `t.xmin::text = a.version for no key update of t ${lock}`)},
      ${decided.map(() => decidedSql).join('')}
      changed as (update ${tableOf(type)} d set ${names.map((column) => `${column} = a.new_${column}`).join(', ')}
        from asked a, ${decides === undefined ? 'found' : 'decided'} f where f.n = a.n and d.id = f.id and ${oneByOne} returning a.n, d.id)`,
    counted: true,
    rows: 1 + decided.length,
  }
  const target = {
    item: correction.id,
    version: correction.version,
    person: access.asked.person,
    usable: usableIn(access),
    conflict: decides?.id,
  }
  const fresh = Object.fromEntries([...row].map(([column, value]) => [`new_${column}`, value]))
  const evidence = [
    { ...entry, detail: { ...entry.detail, fields: given } },
    ...decided.map((each) => decisionEntry(access, each, 'there')),
  ]
  const isDone = await writeTogether(deps.database, roleOf(deps, access), kind, { values: { ...target, ...fresh }, evidence, task })
  return isDone ? { ok: true } : { ok: false, why: 'stale' }
}

const askedFor: ReadonlyMap<string, string> = new Map([
  ['item', 'uuid'],
  ['version', 'text'],
  ['person', 'uuid'],
  ['usable', 'text[]'],
])
/** Makes PostgreSQL look each item up by index, however many it expects. */
const oneByOne = 'd.id = any(array(select id from found))'

/** The items asked for that meet `where` and may be used here (P2), locked. Each is looked up by itself. */
function foundSql(type: RecordType, where: string): string {
  return `found as materialized (select a.n, x.id from asked a cross join lateral (
    select t.id from ${tableOf(type)} t where t.id = a.item and ${concerningSql(type, 'a.person')} and ${usableSql} and ${where}) x)`
}

const usableSql = '(a.usable is null or t.activity = any(a.usable))'

/** Those of the items found whose conflict this statement has just deleted. */
const decidedSql = `decided as (delete from source_conflict c using asked a, found f
        where f.n = a.n and c.id = a.conflict and c.item_id = f.id returning a.n, f.id),`

/**
 * Takes one item away for good, unless a hold keeps it. The erasure is noted outside the database before it is answered; its evidence names the
 * item, so that one noted there alone is noted at the next start (`missed-erasures.ts`). With `version`, only as it was looked at.
 */
export async function eraseItem(
  deps: Writing,
  access: AccessContext,
  type: RecordType,
  id: string,
  version: string | null = null,
): Promise<EraseAnswer> {
  if (type.erasable !== true) throw new Fault('not-erasable', `a \`${type.name}\` goes when it is due, and not by hand`)
  const asked = await mayChange(deps, access, type, categoriesOf(type))
  if (!asked.ok) return asked
  const kind: Kind = {
    name: `erase-${type.name}`,
    columns: askedFor,
    changed: (lock) => `${foundSql(type, `${asItWas} and not ${heldSql(type)} for update of t ${lock}`)},
      changed as (delete from ${tableOf(type)} d using found f where d.id = f.id and ${oneByOne} returning f.n, d.id)`,
    counted: true,
    beside: (ids) => deps.erasures.note(ids.map((gone) => ({ kind: 'item', type: type.name, id: gone }))),
  }
  const { person } = access.asked
  const evidence = { ...asked.entry, act: 'delete', detail: { ...asked.entry.detail, erased: id } } as const
  const change = { values: { item: id, version, person, usable: usableIn(access) }, evidence: [evidence] }
  if (await writeTogether(deps.database, roleOf(deps, access), kind, change)) return { ok: true }
  const text = `select from ${tableOf(type)} t cross join (select $3::text as version, $4::text[] as usable) a where id = $1 and ${concerningSql(type, '$2')} and ${usableSql} and ${asItWas}`
  const kept = await deps.database.once(roleOf(deps, access), text, [id, person, version, usableIn(access)])
  if (kept.length === 0) return { ok: false, why: 'stale' }
  await deps.record([keptByHold(asked.entry)])
  return { ok: false, why: 'held' }
}

const asItWas = '(a.version is null or t.xmin::text = a.version)'

function keptByHold(asked: EvidenceEntry): EvidenceEntry {
  const refused = { kind: 'refusal', act: 'delete', outcome: 'refused', reasons: ['stopped-by-on-hold'] } as const
  return { ...asked, ...refused, detail: { ...asked.detail, items: 1 } }
}

/**
 * Records that the event on which the period of the person's items of a type depends was on `date`, for items collected for the same
 * activity (P2). Clocks that already run from that day are not written again. A day in the future is a fault, since nobody knows yet that
 * it will happen then. `event`: the field that dates it has the day too.
 */
export async function startClocks(
  deps: Writing,
  access: AccessContext,
  type: RecordType,
  date: Temporal.PlainDate,
  event?: Trigger,
): Promise<ChangeAnswer> {
  needPast(deps.clock, date)
  const asked = await mayChange(deps, access, type, [type.category])
  if (!asked.ok) return asked
  const recorded = evidenceOfChanged(3, asked.entry, 'changed')
  const dating = Object.keys(type.fields).find((name) => event !== undefined && type.fields[name]?.limits.dates?.includes(event))
  const dated = dating === undefined ? '' : `, ${columnOf(dating)} = $2::date`
  // All transactions lock items in the order of their ids, so that two that change the same items cannot deadlock.
  const text = `with mine as (select id from ${tableOf(type)} where ${concerningSql(type, '$1')} and activity = $4 and clock_from is distinct from $2::date
        order by id for no key update),
      changed as (update ${tableOf(type)} d set clock_from = $2::date${dated} from mine where d.id = mine.id returning d.id),
      ${recorded.recorded} select id from changed where ${recorded.whole}`
  const values = [access.asked.person, date.toString(), recorded.value, access.asked.activity]
  const changed = await deps.database.once(
    roleOf(deps, access),
    { name: `start-clocks-of-${type.name}${dating === undefined ? '' : `-${dating}`}`, text },
    values,
  )
  return changed.length > 0 ? { ok: true } : { ok: false, why: 'stale' }
}

/** The evidence for the change, or the refusal, which is already recorded. */
async function mayChange(
  deps: Writing,
  access: AccessContext,
  type: RecordType,
  categories: readonly Category[],
  from?: Pick<Correction, 'source' | 'sourceReason'>,
): Promise<Answer<{ readonly entry: EvidenceEntry }>> {
  for (const category of categories) {
    const judgement =
      from === undefined ? judgeFor(access, 'change', type, category) : judgedFrom(access, 'change', { type, category }, from)
    if (judgement.decision.outcome === 'permitted') continue
    await deps.record([entryOf(access, 'change', 'collect', judgement, type.name, [category])])
    return refusedBy(judgement.decision)
  }
  return { ok: true, entry: entryOf(access, 'change', 'collect', judgeFor(access, 'change', type, type.category), type.name, categories) }
}

async function correctedColumns(
  deps: Writing,
  access: AccessContext,
  type: RecordType,
  correction: Correction,
  given: readonly string[],
): Promise<ReadonlyMap<string, unknown>> {
  const values: Readonly<Record<string, unknown>> = correction.values
  const row = new Map<string, unknown>([
    ['source', correction.source],
    ['collected_at', deps.clock().toString()],
    ['edition', access.released.hash],
  ])
  if (correction.clockFrom !== undefined) row.set('clock_from', correction.clockFrom.toString())
  const { id, sourceReason } = correction
  row.set(
    sourceReasonColumn,
    sourceReason === undefined ? null : await resealed(deps, access, type, id, 'source-reason', { words: sourceReason }),
  )
  for (const name of given) if (type.fields[name]?.sealed === false) row.set(columnOf(name), values[name])
  const sealed = given.filter((name) => type.fields[name]?.sealed === true)
  for (const category of new Set(sealed.flatMap((name) => type.fields[name]?.category ?? []))) {
    const fresh = Object.fromEntries(sealed.filter((name) => type.fields[name]?.category === category).map((name) => [name, values[name]]))
    row.set(sealedColumnOf(category), await resealed(deps, access, type, id, category, fresh))
  }
  return row
}

/**
 * The sealed fields of a category with some of them changed. The row's version is checked again when it is stored, so that no other change
 * is lost.
 */
async function resealed(
  deps: Writing,
  access: AccessContext,
  type: RecordType,
  id: string,
  category: Category | 'source-reason',
  fresh: Readonly<Record<string, unknown>>,
): Promise<Buffer> {
  const context = sealContextOf(type, id, category)
  const isWhole = category === 'source-reason'
  const blob = isWhole ? 'null::bytea' : sealedColumnOf(category)
  const text = `select ${blob} as blob, ${ownerColumnOf(type)} as owner from ${tableOf(type)} t where id = $1 and ${concerningSql(type, '$2')}`
  const [row] = await deps.database.once(roleOf(deps, access), text, [id, access.asked.person])
  // If the row is gone by now, nothing is stored, and it does not matter which key is named here.
  const owner = typeof row?.owner === 'string' ? row.owner : access.asked.person
  const before = Buffer.isBuffer(row?.blob) ? await deps.keys.unseal(owner, context, row.blob) : null
  const values = Object.fromEntries(Object.entries({ ...before, ...fresh }).filter(([, value]) => value !== null))
  return deps.keys.seal(owner, context, values)
}

function roleOf(deps: Pick<GateDeps, 'database'>, access: AccessContext): string {
  return roleName(deps.database.schema, 'activity', access.asked.activity)
}

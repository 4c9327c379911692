import { forgetConflicts, raiseConflictTasks } from '#duties/conflicts/raise.ts'
import type { EvidenceEntry } from '#evidence/entry.ts'
import { systemEntry } from '#evidence/system-entry.ts'
import type { GateDeps } from '#gate/deps.ts'
import type { RecordType } from '#gate/record-type.ts'
import { dateIn } from '#shared/clock.ts'
import { Fault } from '#shared/fault.ts'
import type { Database } from '#store/database.ts'
import { roleName } from '#store/role-names.ts'
import { type Batch, type Deleting, freeSql, sweepOne } from './batch.ts'
import { forgetBeside } from './beside.ts'
import { type Falling, fallingRules } from './clock-of-type.ts'
import { forgetValues } from './forget-values.ts'
import { forgetKept } from './kept-for-requests.ts'
import { noteLeavers, noteWithoutTenancy } from './note-people.ts'
import { waitingForReview } from './overdue.ts'
import { byClock, countHeldSql, dueSql, earliest, ofStored, oldestSql, perRule, type RuleSql, sums, typesOnHold } from './per-rule.ts'
import { rehearsed } from './rehearse.ts'
import { type Failed, makeTries, type Tries } from './tries.ts'
import { type Counts, openWaits, stopsAll, typesAwaited, type WaitCause } from './wait.ts'

/**
 * What a sweep did, or in a dry run would do, by record type, and the state afterwards. `oldest`: the earliest date of what is stored and
 * not on hold. `review`: how many items wait for somebody to look at them, since no date deletes them. `waits`: what waits for a
 * confirmation, and how much that is (null: not counted yet).
 */
export type SweepReport = {
  readonly edition: string
  readonly deleted: Readonly<Record<string, number>>
  readonly held: Readonly<Record<string, number>>
  readonly oldest: Readonly<Record<string, string>>
  readonly review: Readonly<Record<string, number>>
  readonly waits: readonly { readonly cause: WaitCause; readonly since: string; readonly goes: Counts | null }[]
}

/**
 * `progress` is told how many of the rules are done; `gone`, what each rule deleted, with the ids where `named` says so. In a dry run,
 * `heedsWaits` leaves out what an import's wait keeps, and `afterwards` is called before the rollback, when everything that would be deleted is missing.
 */
export type SweepOptions = {
  readonly dryRun: boolean
  readonly progress?: (done: number, total: number) => void
  readonly gone?: (each: Falling, items: number, ids: readonly string[]) => void
  readonly named?: boolean
  readonly heedsWaits?: boolean
  readonly afterwards?: (database: Database) => Promise<void>
}

export type SweepDeps = Pick<GateDeps, 'database' | 'inForce' | 'clock' | 'record' | 'keys'> & { readonly types: readonly RecordType[] }

/**
 * Deletes what is due under the edition in force (RT1, P5): the event plus a calendar period, on London's calendar. Items that became due
 * on missed days are deleted too. A hold keeps an item until it is lifted, even one that is placed while the sweep runs, since each batch
 * locks the holds before it looks. Each batch has one row of evidence with the digest of the ids, in its own transaction. A type or rule
 * that the database refuses does not stop the others: the failure is recorded, and the sweep ends with a fault that names it. It then has
 * not run to its end, so it is still due. If irreversible work waits for a confirmation (wait.ts), what waits is left out; a dry run shows
 * what would be deleted if it were confirmed.
 */
export function sweep(deps: SweepDeps, options: SweepOptions): Promise<SweepReport> {
  if (!options.dryRun) return swept({ ...deps, rehearsal: false }, options)
  return rehearsed(deps, async (database) => {
    const { named = false, heedsWaits = false } = options
    const report = await swept({ ...deps, database, rehearsal: true, named, heedsWaits }, options)
    await options.afterwards?.(database)
    return report
  })
}

async function swept(deps: SweepDeps & Deleting, options: SweepOptions): Promise<SweepReport> {
  const { released } = deps.inForce()
  const today = dateIn(deps.clock())
  const waits = await openWaits(deps.database)
  const waiting = waits.map(({ cause, since, goes }) => ({ cause, since: since.toString(), goes }))
  if (!deps.rehearsal && stopsAll(waits)) return { edition: released.hash, deleted: {}, held: {}, oldest: {}, review: {}, waits: waiting }
  const tries = makeTries()
  await notePeople(deps)
  const falling = await ofStored(deps, fallingRules(released.edition, deps.types).toReversed())
  const deleted = await deleteDue(deps, released.hash, falling.filter(isDeleting), today, tries, options)
  const review = await waitingForReview(deps, falling, today, tries)
  if (!deps.rehearsal) {
    await forgetBeside(deps, tries)
    await forgetValues(deps, tries)
    await tries.of({ type: 'source-conflict', rule: 'item-gone' }, undefined, () => forgetConflicts(deps, deps.types))
    await tries.of({ type: 'source-conflict', rule: 'task-raised' }, undefined, () => raiseConflictTasks(deps))
    await tries.of({ type: 'person', rule: 'keys-of-leavers' }, 0, () => deps.keys.eraseLeavers())
    // The clock that decided what was due. Evidence is dated by the database's clock, which may be another.
    const told = { items: total(deleted), review: total(review), clock: deps.clock().toString() }
    const ended = entryOf(released.hash, tries.failed.length === 0 ? 'done' : 'failed', told)
    await deps.record([...tries.failed.map((each) => failure(released.hash, each)), ended])
  }
  if (tries.failed.length > 0) throw incomplete(tries.failed, deps.rehearsal ? 0 : total(deleted))
  const onHold = await typesOnHold(deps, deps.types)
  const covered = falling.filter((each) => onHold.has(each.type))
  const held = sums(await perRule(deps, covered, today, countHeldSql))
  const awaited = await typesAwaited(deps.database, deps.types)
  const oldest = await oldestStored(deps, falling, today, { deleted, onHold, awaited })
  return {
    edition: released.hash,
    deleted: Object.fromEntries(deleted),
    held: Object.fromEntries(held),
    oldest: Object.fromEntries(oldest),
    review: Object.fromEntries(review),
    waits: waiting,
  }
}

type Swept = {
  readonly deleted: ReadonlyMap<string, number>
  readonly onHold: ReadonlySet<RecordType>
  readonly awaited: ReadonlySet<RecordType>
}

/**
 * For a type that was just swept and that nothing can keep, the last batch found nothing more due. The search starts from that day, so that
 * index entries of rows deleted a moment ago are not read again.
 */
async function oldestStored(deps: Deleting, falling: readonly Falling[], today: Temporal.PlainDate, { deleted, onHold, awaited }: Swept) {
  const swept = (each: Falling) =>
    deleted.has(each.type.name) &&
    isDeleting(each) &&
    freeSql(each.type, deps.types, { onHold: onHold.has(each.type), awaited: awaited.has(each.type) }) === ''
  const sinceDue: RuleSql = (each, given) => oldestSql(each, given, false, given.until)
  const any: RuleSql = (each, given) => oldestSql(each, given, onHold.has(each.type))
  const found = [
    ...(await perRule(deps, falling.filter(swept), today, sinceDue)),
    ...(await perRule(deps, byClock(falling.filter((each) => !swept(each))), today, any)),
  ]
  return earliest(new Map(found))
}

/** Items whose rule ends in a review are looked at by people, and no date deletes them. */
function isDeleting({ rule }: Falling): boolean {
  return rule.end !== 'review'
}

/** Deletes rule by rule, for the rules under which anything is due, with types in the order in which rows refer to one another. */
async function deleteDue(
  deps: Deleting,
  edition: string,
  falling: readonly Falling[],
  today: Temporal.PlainDate,
  tries: Tries,
  { progress = () => {}, gone: heard = () => {} }: SweepOptions,
): Promise<ReadonlyMap<string, number>> {
  const deleted = new Map<string, number>()
  let done = 0
  const anyDue: RuleSql = (each, given) => {
    const { from, where } = dueSql(each, given)
    return `exists (select from ${from} where ${where})`
  }
  for (const type of new Set(falling.map((each) => each.type))) {
    // Looked at type by type, since deleting one may free the next.
    const ofType = falling.filter((each) => each.type === type)
    const due = await tries.of({ type: type.name, rule: null }, none, () => perRule(deps, ofType, today, anyDue))
    for (const [each, any] of due) {
      if (any !== true) continue
      const gone = ({ items, ids }: Batch) => {
        deleted.set(type.name, (deleted.get(type.name) ?? 0) + items)
        heard(each, items, ids)
      }
      await tries.of({ type: type.name, rule: each.rule.id }, undefined, () => sweepOne(deps, edition, each, today, gone))
    }
    done += ofType.length
    progress(done, falling.length)
  }
  return deleted
}

async function notePeople(deps: SweepDeps): Promise<void> {
  await deps.database.transaction(roleName(deps.database.schema, 'sweeper'), async (session) => {
    await noteLeavers(session)
    await noteWithoutTenancy(session, deps.types)
    await forgetKept(session)
  })
}

function total(byType: ReadonlyMap<string, number>): number {
  return [...byType.values()].reduce((sum, items) => sum + items, 0)
}

const none: ReadonlyMap<Falling, unknown> = new Map()

function incomplete(failed: readonly Failed[], deleted: number): Fault {
  const named = failed.map(({ type, rule, fault }) => `\`${type}\`${rule === null ? '' : ` under \`${rule}\``} (${fault})`)
  return new Fault('sweep-incomplete', `${deleted} items were deleted, and this could not be swept: ${named.join(', ')}; run it again`)
}

function failure(edition: string, { type, rule, fault }: Failed): EvidenceEntry {
  return { ...entryOf(edition, 'failed', rule === null ? {} : { rule }), recordType: type, reasons: [fault] }
}

/** With no record type and `done`: the sweep ran to its end. The promise that it runs every day is checked against this row. */
function entryOf(edition: string, outcome: 'done' | 'failed', detail: EvidenceEntry['detail']): EvidenceEntry {
  return systemEntry({ kind: 'sweep', actor: 'system:sweep', act: 'delete', outcome, clauses: ['RT1', 'P5'], edition, detail })
}

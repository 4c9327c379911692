import { type Answer, done, gone } from '#decisions/done-or-refused.ts'
import { insertEvidence } from '#evidence/append.ts'
import { digestOf } from '#evidence/digest.ts'
import { tableOf } from '#gate/columns.ts'
import type { GateDeps } from '#gate/deps.ts'
import type { Gate } from '#gate/gate.ts'
import { heldSql } from '#gate/held.ts'
import type { Colleague } from '#gate/judge.ts'
import type { Opened } from '#gate/opened.ts'
import type { ReadAnswer } from '#gate/read/read-part.ts'
import type { RecordPart } from '#gate/record-part.ts'
import type { RecordType } from '#gate/record-type.ts'
import { partsWithin } from '#records/every-part.ts'
import { dateIn } from '#shared/clock.ts'
import { Fault } from '#shared/fault.ts'
import { roleName } from '#store/role-names.ts'
import { goneWithTasks } from '../cases/every-case-kind.ts'
import { storeHold } from '../holds/holds.ts'
import { isPublished } from '../holds/kinds.ts'
import { type ClockTrust, lookAtClock } from './clock-look.ts'
import { unreferredSql } from './clock-of-type.ts'
import { decidingActivity, entryOf, mayNotDecide } from './deciding.ts'
import { awaitedSql, clockBelievedSql, openWaits, stopsAll } from './wait.ts'
import { type Waiting, waitingItem, waitingItems, waitingSql } from './waiting.ts'

type ReviewDeps = Pick<GateDeps, 'database' | 'inForce' | 'clock' | 'record' | 'erasures'> &
  ClockTrust & {
    readonly gate: Gate
    readonly types: readonly RecordType[]
  }

const activity = decidingActivity
const because = 'rights-request'

/** A waiting item as a colleague saw it. Whoever may not see the item gets none of these, so they cannot decide about it. */
export type Looked = {
  readonly item: Waiting
  readonly type: RecordType
  readonly says: readonly { readonly part: RecordPart; readonly answer: ReadAnswer<unknown> }[]
  readonly opened: Opened<typeof activity>
}

/**
 * `referred`: something else still refers to it, and has to be deleted first. `clock`: the clock is not believed, so nothing counts as past
 * its date. `import`: an import made it due, and it is deleted when that is confirmed.
 */
type Removed = Answer<unknown, 'gone' | 'referred' | 'clock' | 'import'>

/** Items that wait for a review. The data protection team looks at each, and keeps it with a reason and a date, or deletes it. */
export function reviews(deps: ReviewDeps) {
  const role = roleName(deps.database.schema, 'sweeper')

  async function look(colleague: Colleague, type: RecordType, id: string): Promise<Answer<Looked, 'gone'>> {
    const item = await waitingItem(deps, type, id)
    if (item === undefined || item.person === null) return gone
    const opened = await deps.gate.open(colleague, { activity, person: item.person, because })
    if (!opened.ok) return opened
    const own = partsWithin(activity).filter((part) => part.type === type)
    const says = await Promise.all(own.map(async (part) => ({ part, answer: await opened.read(part, id) })))
    const main = says.find(({ part }) => part.category === type.category)?.answer
    if (main !== undefined && !main.ok) return main
    return main === undefined || main.rows.length === 0 ? gone : { ok: true, item, type, opened, says }
  }

  async function isAwaited(type: RecordType, id: string): Promise<boolean> {
    const text = `select from ${tableOf(type)} t where t.id = $1 and ${awaitedSql(type)}`
    return (await deps.database.once(role, text, [id])).length > 0
  }

  return {
    look,

    /** Ids and dates only; the look is one row of evidence. */
    async list(colleague: Colleague, most: number): Promise<Answer<{ readonly rows: readonly Waiting[] }>> {
      const refused = await mayNotDecide(deps, colleague, 'view')
      if (refused !== null) return refused
      const items = await waitingItems(deps, most)
      const ids = items.map(({ id }) => id)
      await deps.record([{ ...entryOf(deps, colleague, 'read', 'view'), detail: { items: ids.length, digest: digestOf(ids) } }])
      return { ok: true, rows: items }
    },

    /**
     * Places a hold on the item, with the reason and the day of its review. A form leaves these out only where the item is deleted. A
     * recorded call is kept on for no reason of this kind (`ground`, TC4).
     */
    async keep(
      colleague: Colleague,
      { type, item: { id }, opened }: Looked,
      { reason, until }: { readonly reason: string | null; readonly until: Temporal.PlainDate | null },
    ): Promise<Answer<unknown, 'ground'>> {
      const keptOn = 'kept on after a review'
      if (!isPublished(deps.inForce().released.edition, type.name, keptOn)) return { ok: false, why: 'ground' }
      if (reason === null || until === null) throw new Fault('kept-without-reason', 'what is kept on has a reason and a day')
      const today = dateIn(deps.clock()).toString()
      const values = {
        recordType: type.name,
        itemId: id,
        reason: keptOn,
        details: reason,
        placedBy: colleague.name,
        placedOn: today,
        reviewOn: until.toString(),
      }
      const stored = await storeHold(opened, values, deps.clock())
      return stored.ok ? done : stored
    },

    /**
     * Deletes the item for good, unless it no longer waits, a hold or an import's wait covers it, something still refers to it, or the
     * clock is not believed. Noted outside the database before it commits.
     */
    async remove(colleague: Colleague, { type, item }: Looked): Promise<Removed> {
      const { id, person, rule } = item
      const now = await lookAtClock(deps, deps.inForce().released.hash)
      const { selects, values } = waitingSql({ ...deps, clock: () => now }, type, id)
      const waits = `select w.id from (${selects.join(' union all ')}) w`
      const removed = await deps.database.transaction(role, async (session) => {
        // INVARIANT: as in a sweep, no hold and no wait can be placed between looking for them and deleting.
        await session.query('lock table hold, deletion_wait_item in share mode')
        const rows = await session.query<{ id: string }>(
          goneWithTasks(
            type,
            `delete from ${tableOf(type)} t where t.id in (${waits}) and not ${heldSql(type)} and not ${awaitedSql(type)} and ${unreferredSql(type, deps.types)}
            and ${clockBelievedSql} returning t.id`,
          ),
          values,
        )
        if (rows.length === 0) return false
        const what = { subject: person, recordType: type.name, categories: [type.category] }
        const detail = { rule, items: 1, digest: digestOf([id]) }
        await insertEvidence(session, [{ ...entryOf(deps, colleague, 'erasure', 'delete'), ...what, reasons: ['review'], detail }])
        await deps.erasures.note([{ kind: 'item', type: type.name, id }])
        return true
      })
      if (removed) return { ok: true }
      if (stopsAll(await openWaits(deps.database))) return { ok: false, why: 'clock' }
      if (await isAwaited(type, id)) return { ok: false, why: 'import' }
      return { ok: false, why: (await waitingItem(deps, type, id)) === undefined ? 'gone' : 'referred' }
    },
  }
}

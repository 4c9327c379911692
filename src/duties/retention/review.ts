import { type Answer, done, gone } from '#decisions/done-or-refused.ts'
import { insertEvidence } from '#evidence/append.ts'
import { digestOf } from '#evidence/digest.ts'
import { tableOf } from '#gate/columns.ts'
import type { Gate } from '#gate/gate.ts'
import { heldSql } from '#gate/held.ts'
import type { Colleague } from '#gate/judge.ts'
import type { Opened } from '#gate/opened.ts'
import type { GateParts } from '#gate/parts.ts'
import type { ReadAnswer } from '#gate/read-part.ts'
import type { RecordPart } from '#gate/record-part.ts'
import type { RecordType } from '#gate/record-type.ts'
import { partsWithin } from '#records/every-part.ts'
import { dateIn } from '#shared/clock.ts'
import { roleName } from '#store/role-names.ts'
import { goneWithTasks } from '../cases/every-case-kind.ts'
import { storeHold } from '../holds/holds.ts'
import { type ClockTrust, lookAtClock } from './clock-look.ts'
import { unreferredSql } from './clock-of-type.ts'
import { decidingActivity, entryOf, mayNotDecide } from './deciding.ts'
import { awaitedSql, clockBelievedSql, holdsAll, openWaits } from './wait.ts'
import { type Waiting, waitingItem, waitingItems, waitingSql } from './waiting.ts'

type ReviewParts = Pick<GateParts, 'database' | 'inForce' | 'clock' | 'record' | 'erasures'> &
  ClockTrust & {
    readonly gate: Gate
    readonly types: readonly RecordType[]
  }

const activity = decidingActivity
const because = 'rights-request'

/** An item that waits, as a colleague was shown it. Whoever may not see the item has none of these, and may not decide of it. */
export type Looked = {
  readonly item: Waiting
  readonly type: RecordType
  readonly says: readonly { readonly part: RecordPart; readonly answer: ReadAnswer<unknown> }[]
  readonly opened: Opened<typeof activity>
}

/**
 * `referred`: something else that is kept hangs on it, and has to go first. `clock`: by a clock that is not believed, nothing is past its day.
 * `import`: what an import made due goes when that is confirmed, be it one item or many.
 */
type Removed = Answer<unknown, 'gone' | 'referred' | 'clock' | 'import'>

/**
 * What waits for somebody to look at it: the data protection team sees what it is, and keeps it on with a reason and a date, or deletes it.
 */
export function reviews(parts: ReviewParts) {
  const role = roleName(parts.database.schema, 'sweeper')

  async function look(colleague: Colleague, type: RecordType, id: string): Promise<Answer<Looked, 'gone'>> {
    const item = await waitingItem(parts, type, id)
    if (item === undefined || item.person === null) return gone
    const opened = await parts.gate.open(colleague, { activity, person: item.person, because })
    if (!opened.ok) return opened
    const own = partsWithin(activity).filter((part) => part.type === type)
    const says = await Promise.all(own.map(async (part) => ({ part, answer: await opened.read(part, id) })))
    const main = says.find(({ part }) => part.category === type.category)?.answer
    if (main !== undefined && !main.ok) return main
    return main === undefined || main.rows.length === 0 ? gone : { ok: true, item, type, opened, says }
  }

  async function isAwaited(type: RecordType, id: string): Promise<boolean> {
    const text = `select from ${tableOf(type)} t where t.id = $1 and ${awaitedSql(type)}`
    return (await parts.database.once(role, text, [id])).length > 0
  }

  return {
    look,

    /** Ids and dates alone: that they were looked at is one row of evidence. */
    async list(colleague: Colleague, most: number): Promise<Answer<{ readonly rows: readonly Waiting[] }>> {
      const refused = await mayNotDecide(parts, colleague, 'view')
      if (refused !== null) return refused
      const items = await waitingItems(parts, most)
      const ids = items.map(({ id }) => id)
      await parts.record([{ ...entryOf(parts, colleague, 'read', 'view'), detail: { items: ids.length, digest: digestOf(ids) } }])
      return { ok: true, rows: items }
    },

    /** A hold on the one item, with the reason and the day it is looked at again. */
    async keep(
      colleague: Colleague,
      { type, item: { id }, opened }: Looked,
      kept: { reason: string; until: Temporal.PlainDate },
    ): Promise<Answer> {
      const today = dateIn(parts.clock()).toString()
      const values = {
        recordType: type.name,
        itemId: id,
        reason: 'kept on after a review',
        details: kept.reason,
        placedBy: colleague.name,
        placedOn: today,
        reviewOn: kept.until.toString(),
      }
      const stored = await storeHold(opened, values, parts.clock())
      return stored.ok ? done : stored
    },

    /**
     * Gone for good, unless it waits no longer, a hold came, an import's wait holds it, something else still hangs on it, or the clock is not
     * believed. Noted outside the database before it commits.
     */
    async remove(colleague: Colleague, { type, item }: Looked): Promise<Removed> {
      const { id, person, rule } = item
      const now = await lookAtClock(parts, parts.inForce().released.hash)
      const { selects, values } = waitingSql({ ...parts, clock: () => now }, type, id)
      const waits = `select w.id from (${selects.join(' union all ')}) w`
      const removed = await parts.database.transaction(role, async (session) => {
        // INVARIANT: as in a sweep, no hold and no wait can be placed between looking for them and deleting.
        await session.query('lock table hold, deletion_wait_item in share mode')
        const rows = await session.query<{ id: string }>(
          goneWithTasks(
            type,
            `delete from ${tableOf(type)} t where t.id in (${waits}) and not ${heldSql(type)} and not ${awaitedSql(type)} and ${unreferredSql(type, parts.types)}
            and ${clockBelievedSql} returning t.id`,
          ),
          values,
        )
        if (rows.length === 0) return false
        const what = { subject: person, recordType: type.name, categories: [type.category] }
        const detail = { rule, items: 1, digest: digestOf([id]) }
        await insertEvidence(session, [{ ...entryOf(parts, colleague, 'erasure', 'delete'), ...what, reasons: ['review'], detail }])
        await parts.erasures.note([{ kind: 'item', type: type.name, id }])
        return true
      })
      if (removed) return { ok: true }
      if (holdsAll(await openWaits(parts.database))) return { ok: false, why: 'clock' }
      if (await isAwaited(type, id)) return { ok: false, why: 'import' }
      return { ok: false, why: (await waitingItem(parts, type, id)) === undefined ? 'gone' : 'referred' }
    },
  }
}

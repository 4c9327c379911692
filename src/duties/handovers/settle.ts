import { dateIn } from '#shared/clock.ts'
import { clockBelievedSql } from '../retention/wait.ts'
import { fallAwayIn, raiseIn } from '../tasks/tasks.ts'
import { recordAtPage } from './at-page-record.ts'
import { handedKind } from './every-handed-kind.ts'
import { pageAccount } from './handed-kind.ts'
import { type HandoverDeps, lockHandover, readHandovers, roleOf } from './handover.ts'

/** What follows without anybody at the page: a fetch whose note was cut short is noted, and the team hears of what nobody fetched in time. */
export async function settleHandovers(deps: HandoverDeps): Promise<void> {
  await tellFetched(deps)
  await noticeMissed(deps)
}

/** Notes with the item that it was fetched, for each whose first fetch is not noted yet. */
export async function tellFetched(deps: HandoverDeps): Promise<void> {
  for (const handover of await readHandovers(deps, 'fetched_at is not null and told_at is null', [])) {
    const kind = handedKind(handover.type)
    if (kind === undefined) continue
    await kind.fetched(deps, pageAccount(handover), handover)
    await deps.database.once(roleOf(deps), 'update handover set told_at = $2 where id = $1', [handover.id, deps.clock().toString()])
  }
}

/** By a clock that is not believed nothing is over. */
async function noticeMissed(deps: HandoverDeps): Promise<void> {
  const now = deps.clock()
  const missed = `ends_at <= $1 and fetched_at is null and stopped_at is null and missed_at is null and ${clockBelievedSql}`
  for (const { id, type, role } of await readHandovers(deps, missed, [now.toString()])) {
    const kind = handedKind(type)
    if (kind === undefined) continue
    await deps.database.transaction(roleOf(deps), async (session) => {
      const found = await lockHandover(session, `id = $2 and ${missed}`, [now.toString(), id])
      if (found === undefined) return
      await session.query('update handover set missed_at = $2 where id = $1', [id, now.toString()])
      await fallAwayIn(session, 'handover-locked', id, now)
      await raiseIn(session, { kind: 'handover-missed', role, about: id, person: null, dueOn: dateIn(now) })
      await recordAtPage(deps, session, kind, found.handover, 'missed')
    })
  }
}

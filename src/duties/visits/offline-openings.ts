import type { Answer } from '#decisions/done-or-refused.ts'
import type { GateDeps } from '#gate/deps.ts'
import type { Gate } from '#gate/gate.ts'
import type { Colleague } from '#gate/judge.ts'
import { alarmHours, alarms } from './alarms.ts'
import { rollCall } from './roll-call.ts'

/** A device opened its list without a network. `by`: the id of the colleague for whom it had been fetched. */
type OfflineOpening = { readonly site: string; readonly at: Temporal.Instant; readonly by: string }

/** What the server is told of once a device has a network again. */
export function offlineOpenings(deps: GateDeps & { readonly gate: Gate }) {
  const [calls, fires] = [rollCall(deps), alarms(deps)]

  /** The alarm that the device knew of is still on, and nobody else has told of it, or ended it. */
  async function isNews({ site, at }: OfflineOpening): Promise<boolean> {
    if (Temporal.Instant.compare(at, deps.clock().subtract({ hours: alarmHours })) < 0) return false
    if ((await fires.running()).some((alarm) => alarm.site === site)) return false
    return !(await fires.past()).some((alarm) => alarm.site === site && Temporal.Instant.compare(alarm.endedAt, at) > 0)
  }

  return {
    /** Puts the opening on record, and declares the alarm here too if that is still news. A device's clock may run ahead; nothing was opened later than now. */
    async tell(colleague: Colleague, told: OfflineOpening): Promise<Answer<unknown, 'site'>> {
      const now = deps.clock()
      const opening = Temporal.Instant.compare(told.at, now) > 0 ? { ...told, at: now } : told
      const answer = await calls.opened(colleague, opening)
      return answer.ok && (await isNews(opening)) ? fires.declare(colleague, opening.site) : answer
    },
  }
}

import type { Answer } from '#decisions/done-or-refused.ts'
import type { GateDeps } from '#gate/deps.ts'
import type { Gate } from '#gate/gate.ts'
import type { Colleague } from '#gate/judge.ts'
import { alarmHours, alarms } from './alarms.ts'
import { type OfflineUse, rollCall } from './roll-call.ts'

/** What the server is told once a device that showed its list without a network has one again. */
export function offlineUses(deps: GateDeps & { readonly gate: Gate }) {
  const [rollCalls, fireAlarms] = [rollCall(deps), alarms(deps)]

  /** The alarm that the device knew of is still on, and nobody else has told of it, or ended it. */
  async function isNews({ site, at }: OfflineUse): Promise<boolean> {
    if (Temporal.Instant.compare(at.add({ hours: alarmHours }), deps.clock()) <= 0) return false
    if ((await fireAlarms.running()).some((alarm) => alarm.site === site)) return false
    return !(await fireAlarms.endedSince(site, at))
  }

  return {
    /**
     * Puts the use on record, and declares the alarm here too if that is still news. That alarm ends four hours after the use, not after the
     * report. A device's clock may run ahead; nothing was shown later than now.
     */
    async tell(colleague: Colleague, told: OfflineUse): Promise<Answer<unknown, 'site'>> {
      const now = deps.clock()
      const use = Temporal.Instant.compare(told.at, now) > 0 ? { ...told, at: now } : told
      const answer = await rollCalls.used(colleague, use)
      return answer.ok && (await isNews(use)) ? fireAlarms.declare(colleague, use.site, use.at) : answer
    },
  }
}

import { createHash } from 'node:crypto'
import type { Answer } from '#decisions/done-or-refused.ts'
import { digestOfOpenVisits } from '#gate/find/known-ids.ts'
import type { Colleague } from '#gate/judge.ts'
import { visit, visitNames, visits } from '#records/visit/visit.ts'
import { visitAssistances } from '#records/visit-assistance/visit-assistance.ts'
import { dateIn } from '#shared/clock.ts'
import { type Alarm, mayInAlarm, runningAlarms } from './alarms.ts'
import { earlierDayEnds, isOfEarlierDay } from './earlier-day.ts'
import { isOffice, noOffice, type OpenedOffice, openOffice, type VisitDeps } from './office.ts'
import { type DeviceKey, deviceKey, type Sealed, sealFor } from './sealed-list.ts'

export type { DeviceKey, Sealed } from './sealed-list.ts'

/** Somebody who has not signed out. `earlierDay`: since an earlier day (earlier-day.ts), so that they have probably left. */
export type Inside = {
  readonly visit: string
  readonly name: string | null
  readonly host: string | null
  readonly arrivedAt: Temporal.Instant
  readonly needsHelp: boolean
  readonly earlierDay: boolean
}

/** Those who need help come first, then the others by name. `version`: the same for the same people, alarm and day. */
export type RollCall = { readonly alarm: Alarm; readonly inside: readonly Inside[]; readonly version: string }
export type RollCallAnswer = Answer<RollCall, 'site' | 'no-alarm'>

/** What a sealed list is drawn from. */
export type ToSeal = { readonly alarm: Alarm | null; readonly inside: readonly Inside[] }

/**
 * `alarm`: the id of the one that runs. `sealed`: null where nothing has changed since the version that the device has. `site`: no such
 * office. `key`: not such a key.
 */
export type SealedAnswer = Answer<
  { readonly version: string; readonly alarm: string | null; readonly sealed: Sealed | null },
  'site' | 'key'
>

/** A device showed its list without a network. `by`: the id of the colleague for whom it had fetched the list. */
export type OfflineUse = { readonly site: string; readonly at: Temporal.Instant; readonly by: string }

/** Who is still inside, for those who count outside (OF1). */
export function rollCall(deps: VisitDeps) {
  const alarmAt = async (site: string) => (await runningAlarms(deps)).find((alarm) => alarm.site === site) ?? null

  async function versionOf(site: string, alarm: Alarm | null): Promise<string> {
    const now = deps.clock()
    const visitsNow = await digestOfOpenVisits(deps, site, earlierDayEnds(now))
    const said = [visitsNow, alarm?.id ?? '', dateIn(now).toString(), deps.inForce().released.hash]
    return createHash('sha256').update(JSON.stringify(said)).digest('base64url')
  }

  return {
    /** Only while an alarm runs at the office. Whoever would not see it even then is refused, and that is recorded. */
    async list(colleague: Colleague, site: string): Promise<RollCallAnswer> {
      if (!isOffice(deps, site)) return noOffice
      const allowed = await mayInAlarm(deps, colleague)
      if (!allowed.ok) return allowed
      const alarm = await alarmAt(site)
      if (alarm === null) return { ok: false, why: 'no-alarm' }
      const version = await versionOf(site, alarm)
      const opened = await openOffice(deps, colleague, site)
      if (!opened.ok) return opened
      const answer = await read(deps, opened, 'view')
      return answer.ok ? { ok: true, alarm, inside: answer.inside, version } : answer
    },

    /**
     * The list for a device to open once there is an alarm, also without a network, in the words that `draw` makes of it. It leaves this
     * process sealed. Where the device has the newest version, nothing is read and nothing is recorded.
     */
    async sealedFor(
      colleague: Colleague,
      site: string,
      key: DeviceKey,
      known: string | null,
      draw: (list: ToSeal) => string,
    ): Promise<SealedAnswer> {
      if (!isOffice(deps, site)) return noOffice
      const device = deviceKey(key)
      if (device === undefined) return { ok: false, why: 'key' }
      const allowed = await deps.gate.may(colleague, { activity: 'visitor-safety', act: 'use', type: visit })
      if (!allowed.ok) return allowed
      const running = await alarmAt(site)
      const version = await versionOf(site, running)
      const alarm = running?.id ?? null
      if (version === known) return { ok: true, version, alarm, sealed: null }
      // What the list is fetched for is the reason for using what it says about help (SC5). Nobody sees it before an alarm.
      const opened = await openOffice(deps, colleague, site, { toUse: true, vouched: ['special-category-reason'] })
      if (!opened.ok) return opened
      const answer = await read(deps, opened, 'use')
      return answer.ok ? { ok: true, version, alarm, sealed: sealFor(device, draw({ alarm: running, inside: answer.inside })) } : answer
    },

    /** Puts on record that a device showed its list, also long after it did. */
    async used(colleague: Colleague, { site, at, by }: OfflineUse): Promise<Answer<unknown, 'site'>> {
      if (!isOffice(deps, site)) return noOffice
      const allowed = await mayInAlarm(deps, colleague)
      if (!allowed.ok) return allowed
      const fetched = by === colleague.id ? {} : { fetchedBy: by }
      const detail = { ...allowed.entry.detail, site, usedAt: at.toString(), ...fetched }
      await deps.record([{ ...allowed.entry, kind: 'read', act: 'view', detail }])
      return { ok: true }
    },
  }
}

/** Without what is closed to the colleague, a list of names is still better in a fire than none. */
async function read(deps: VisitDeps, opened: OpenedOffice, act: 'view' | 'use'): Promise<Answer<{ readonly inside: readonly Inside[] }>> {
  const [names, heads, help] = await Promise.all([
    opened.read(visitNames, undefined, act),
    opened.read(visits, undefined, act),
    opened.read(visitAssistances, undefined, act),
  ])
  if (!names.ok) return names
  if (!heads.ok) return heads
  const now = deps.clock()
  const nameOf = new Map(names.rows.map(({ id, name }) => [id, name]))
  const helped = new Set(help.ok ? help.rows.map(({ id }) => id) : [])
  const inside = heads.rows.map(({ id, host, arrivedAt: since }) => {
    const arrivedAt = Temporal.Instant.from(since)
    const earlierDay = isOfEarlierDay(arrivedAt, now)
    return { visit: id, name: nameOf.get(id) ?? null, host, arrivedAt, needsHelp: helped.has(id), earlierDay }
  })
  return { ok: true, inside: inside.toSorted(inOrder) }
}

function inOrder(one: Inside, other: Inside): number {
  if (one.needsHelp !== other.needsHelp) return one.needsHelp ? -1 : 1
  return (one.name ?? '').localeCompare(other.name ?? '', 'en-GB')
}

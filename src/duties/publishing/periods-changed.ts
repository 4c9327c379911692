import type { GateDeps } from '#gate/deps.ts'
import type { RecordType } from '#gate/record-type.ts'
import type { Edition } from '#notice/edition.ts'
import { isEverLonger } from '#notice/longer.ts'
import { type Falling, fallingRules } from '../retention/clock-of-type.ts'
import { storedByActivity } from './stored-by-activity.ts'

/** `otherwise`: from another event, or longer from some days and shorter from others. `without`: no period of the edition covers it, so no date deletes it. */
type Kept = 'longer' | 'shorter' | 'otherwise' | 'without'

/** How many stored items of a type are kept by another period than before. `from`, `to`: the rules, by their ids; null where there is none. */
export type PeriodChange = {
  readonly kept: Kept
  readonly type: string
  readonly from: string | null
  readonly to: string | null
  readonly items: number
}

type Deps = Pick<GateDeps, 'database'> & { readonly types: readonly RecordType[] }

/** The periods that differ, with what is stored under them; compared as the sweep runs them. */
export async function periodsChanged(deps: Deps, before: Edition, after: Edition): Promise<readonly PeriodChange[]> {
  const activities = [...new Set([...before.activities, ...after.activities].map(({ id }) => id))]
  const [old, now] = [runsOf(before, deps.types), runsOf(after, deps.types)]
  const found = new Map<string, PeriodChange>()
  for (const type of deps.types.filter(({ tie }) => tie.stays !== true)) {
    const changed = activities.flatMap((activity) => {
      const name = `${type.name} ${activity}`
      const [was, is] = [old.get(name) ?? [], now.get(name) ?? []]
      const kept = keptOf(was, is)
      return kept === null ? [] : [{ activity, kept, from: was[0]?.rule.id ?? null, to: is[0]?.rule.id ?? null }]
    })
    if (changed.length === 0) continue
    const stored = await storedByActivity(deps, type)
    for (const { activity, kept, from, to } of changed) {
      const items = stored.get(activity) ?? 0
      const key = JSON.stringify([type.name, kept, from, to])
      if (items > 0) found.set(key, { kept, type: type.name, from, to, items: (found.get(key)?.items ?? 0) + items })
    }
  }
  return [...found.values()]
}

/** The runs of what is stored, by type and activity; the rule's own run comes first. */
function runsOf(edition: Edition, types: readonly RecordType[]): ReadonlyMap<string, readonly Falling[]> {
  const runs = new Map<string, readonly Falling[]>()
  for (const each of fallingRules(edition, types))
    for (const activity of each.activities) {
      const name = `${each.type.name} ${activity}`
      runs.set(name, [...(runs.get(name) ?? []), each])
    }
  return runs
}

/** Null where nothing changes. What ends in a review is deleted by no date. */
function keptOf(was: readonly Falling[], is: readonly Falling[]): Kept | null {
  const said = (runs: readonly Falling[]) => JSON.stringify(runs.map(({ rule: { trigger, period, end } }) => [trigger, period, end]))
  if (said(was) === said(is)) return null
  if (is.length === 0) return 'without'
  if (was.length !== is.length || was.some(({ rule }, run) => rule.trigger !== is[run]?.rule.trigger)) return 'otherwise'
  const pairs = was.map(({ rule }, run) => ({ rule, now: is[run]?.rule ?? rule }))
  const longer = pairs.some(({ rule, now }) => isEverLonger(now.period, rule.period) || (now.end === 'review' && rule.end !== 'review'))
  const shorter = pairs.some(({ rule, now }) => isEverLonger(rule.period, now.period) || (now.end !== 'review' && rule.end === 'review'))
  if (longer && shorter) return 'otherwise'
  if (longer) return 'longer'
  return shorter ? 'shorter' : null
}

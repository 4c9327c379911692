import { type AccessChange, accessChanged } from '#decisions/access-changed.ts'
import { editionCircumstances } from '#facts/gather.ts'
import type { GateDeps, InForce } from '#gate/deps.ts'
import { dateIn, zone } from '#shared/clock.ts'
import { type GoesUnder, goesUnder } from '../retention/goes-under.ts'
import type { SweepDeps } from '../retention/sweep.ts'
import { openWaits, stopsAll } from '../retention/wait.ts'
import { type Concerned, concernedBy } from './concerned.ts'
import { type PeriodChange, periodsChanged } from './periods-changed.ts'
import { type PromiseChange, promisesChanged } from './promises-changed.ts'

/**
 * What publishing an edition does to what is stored: at the first sweep under it, on the day `on`, and to who may do what from then on. `waits`: all deletion waits for a confirmation, so
 * that what goes goes once somebody confirms it.
 */
export type Consequences = GoesUnder & {
  readonly edition: string
  readonly against: string
  readonly on: string
  readonly waits: boolean
  readonly periods: readonly PeriodChange[]
  readonly access: readonly (AccessChange & Concerned)[]
  readonly promises: readonly PromiseChange[]
}

type Deps = SweepDeps & Pick<GateDeps, 'inForce'>

/** `day`: that of the first sweep under the edition. */
export type Published = { readonly before: InForce; readonly after: InForce; readonly day: Temporal.PlainDate }

/** What goes, alone: what has to be looked at again before the edition is published. */
export function whatGoes(deps: Deps, { before, after, day }: Published): Promise<GoesUnder> {
  const now = deps.clock()
  const at = day.equals(dateIn(now)) ? now : day.toZonedDateTime(zone).toInstant()
  return goesUnder(deps, { before, after, at })
}

export async function consequencesOf(deps: Deps, published: Published): Promise<Consequences> {
  const { before, after, day } = published
  const settled = ({ released }: InForce) => ({
    edition: released.edition,
    settled: (activity: string) => new Set(editionCircumstances(released, activity, day)),
  })
  const [old, now] = [before.released.edition, after.released.edition]
  return {
    edition: after.released.hash,
    against: before.released.hash,
    on: day.toString(),
    waits: stopsAll(await openWaits(deps.database)),
    ...(await whatGoes(deps, published)),
    periods: await periodsChanged(deps, old, now),
    access: await concernedBy(deps, accessChanged(settled(before), settled(after)), { before: old, after: now }),
    promises: await promisesChanged(deps, before, after),
  }
}

/** How many items would go that would not have gone under the edition in force. */
export function goesBecauseOfIt({ goes }: Pick<GoesUnder, 'goes'>): number {
  return goes.reduce((sum, { more }) => sum + more, 0)
}

/** Whether more would go by any rule than was shown. */
export function hasGrown(shown: Pick<GoesUnder, 'goes'>, now: Pick<GoesUnder, 'goes'>): boolean {
  return now.goes.some(({ type, rule, more }) => more > (shown.goes.find((each) => each.type === type && each.rule === rule)?.more ?? 0))
}

import type { InForce } from '#gate/deps.ts'
import type { Falling } from './clock-of-type.ts'
import { rolledBack, withinOne } from './rehearse.ts'
import { type SweepDeps, type SweepReport, sweep } from './sweep.ts'

/** How many items of a type a sweep would delete by one rule; `more`: how many of them it would not have deleted under the edition in force. */
export type Goes = { readonly type: string; readonly rule: string; readonly items: number; readonly more: number }

/** How many items the sweep would have deleted under the edition in force, and now does not. */
export type Stays = { readonly type: string; readonly rule: string; readonly items: number }

/** `held`: what is past its date and on hold, by type. */
export type GoesUnder = { readonly goes: readonly Goes[]; readonly stays: readonly Stays[]; readonly held: SweepReport['held'] }

/** The editions that a sweep is rehearsed under, and the moment at which it would run. */
export type Rehearsed = { readonly before: InForce; readonly after: InForce; readonly at: Temporal.Instant }

/**
 * What the sweep would delete under another edition, item by item against what it would delete under the one in force. Both sweeps are done, one
 * after the other, in one transaction, and rolled back. What an import's wait keeps is left out.
 */
export function goesUnder(deps: SweepDeps, { before, after, at }: Rehearsed): Promise<GoesUnder> {
  return rolledBack(deps, async (session) => {
    const within = { ...deps, database: withinOne(deps.database, session), clock: () => at }
    const usual = new Map<string, Falling>()
    const nameOf = ({ type }: Falling, id: string) => `${type.name} ${id}`
    await sweepAs(within, before, (each, ids) => {
      for (const id of ids) usual.set(nameOf(each, id), each)
    })
    const goes = new Map<string, Goes>()
    const { held } = await sweepAs(within, after, (each, ids) => {
      const more = ids.filter((id) => !usual.delete(nameOf(each, id))).length
      add(goes, each, { items: ids.length, more })
    })
    const stays = new Map<string, Goes>()
    for (const each of usual.values()) add(stays, each, { items: 1, more: 0 })
    return { goes: [...goes.values()], stays: [...stays.values()].map(({ more: _, ...each }) => each), held }
  })
}

function sweepAs(deps: SweepDeps, inForce: InForce, gone: (each: Falling, ids: readonly string[]) => void): Promise<SweepReport> {
  return sweep(
    { ...deps, inForce: () => inForce },
    { dryRun: true, named: true, heedsWaits: true, gone: (each, _, ids) => gone(each, ids) },
  )
}

/** A rule has several runs on some types, and deletes in batches. */
function add(lines: Map<string, Goes>, { type, rule }: Falling, { items, more }: Pick<Goes, 'items' | 'more'>): void {
  const key = `${type.name} ${rule.id}`
  const line = lines.get(key) ?? { type: type.name, rule: rule.id, items: 0, more: 0 }
  lines.set(key, { ...line, items: line.items + items, more: line.more + more })
}

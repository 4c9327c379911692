import type { GateDeps } from '#gate/deps.ts'
import { askedForSql, heldSql } from '#gate/held.ts'
import type { RecordType } from '#gate/record-type.ts'
import { dateIn } from '#shared/clock.ts'
import type { Row } from '#store/database.ts'
import { roleName } from '#store/role-names.ts'
import { type Falling, fallingRules } from './clock-of-type.ts'
import { mayWait, waitingOf } from './overdue.ts'
import { type Given, givenFor } from './per-rule.ts'

/** An item that no date deletes and that somebody has to look at: ids, dates and its rule, without its contents. */
export type Waiting = {
  readonly type: string
  readonly id: string
  readonly activity: string
  /** The person, or other owner, whose record it is reached through; null if it is on nobody's. */
  readonly person: string | null
  readonly collectedAt: string
  /** Null if nobody noted the event that its period runs from. */
  readonly clockFrom: string | null
  readonly rule: string
  readonly words: string
}

type WaitingDeps = Pick<GateDeps, 'database' | 'inForce' | 'clock'> & { readonly types: readonly RecordType[] }

/** Those that have waited longest first, at most `most` over all types. */
export async function waitingItems(deps: WaitingDeps, most: number): Promise<readonly Waiting[]> {
  const found = new Map<string, Waiting>()
  for (const type of deps.types) for (const item of await ofType(deps, type, null, most)) found.set(item.id, item)
  return [...found.values()].toSorted((one, other) => one.collectedAt.localeCompare(other.collectedAt)).slice(0, most)
}

/** The item, while it waits; undefined if it is deleted or on hold, or never waited. */
export async function waitingItem(deps: WaitingDeps, type: RecordType, id: string): Promise<Waiting | undefined> {
  const [item] = await ofType(deps, type, id, 1)
  return item
}

async function ofType(deps: WaitingDeps, type: RecordType, id: string | null, most: number): Promise<readonly Waiting[]> {
  const { falling, selects, values } = waitingSql(deps, type, id)
  if (selects.length === 0) return []
  const text = selects.map((select) => `(${select} order by t.collected_at limit ${most})`).join(' union all ')
  const rows = await deps.database.once<Row & Found>(roleName(deps.database.schema, 'sweeper'), text, values)
  return rows.flatMap(({ place, ...row }) => {
    const rule = falling[place]?.rule
    return rule === undefined ? [] : [{ ...row, type: type.name, rule: rule.id, words: rule.words }]
  })
}

type Found = Omit<Waiting, 'type' | 'rule' | 'words'> & { readonly place: number }

/** SQL for what waits of a type, one select for each of its rules. `id`: only this item; null: all of them. */
export function waitingSql(deps: WaitingDeps, type: RecordType, id: string | null) {
  const today = dateIn(deps.clock())
  // Only the rules whose items can wait: PostgreSQL cannot infer the type of a parameter that no select uses.
  const falling = fallingRules(deps.inForce().released.edition, [type]).filter(mayWait)
  const selects = falling.flatMap((each, place) => selectsOf(each, givenFor(each, today, `$${place + 2}::text[]`), place))
  return { falling, selects, values: [id, ...falling.map(({ activities }) => activities)] }
}

function selectsOf(each: Falling, given: Given, place: number): readonly string[] {
  return waitingOf(each, given).map(
    ({ from, where }) => `select ${place} as place, t.id, t.activity, ${each.type.tie.openedBy} as person,
        t.collected_at as "collectedAt", t.clock_from as "clockFrom"
      from ${from} where ($1::uuid is null or t.id = $1::uuid) and ${where} and not ${heldSql(each.type)}
        and not ${askedForSql(each.type)}`,
  )
}

import { basisFor } from '#notice/basis-for.ts'
import type { Edition, EditionActivity } from '#notice/edition.ts'
import type { Act, Category, Circumstance, RecipientKind, Relationship, Role } from '#notice/vocabulary.ts'
import { asksOf } from './circumstance-rules.ts'
import type { Who } from './decision.ts'
import { entryFor } from './entry.ts'
import { requirements } from './requirements.ts'
import { structuralReasonsFor } from './structural-rules.ts'

/** An edition, and what it settles about an activity whoever the person is: that its assessment is in date, that its transfers are covered. */
export type Settled = { readonly edition: Edition; readonly settled: (activity: string) => ReadonlySet<Circumstance> }

/**
 * Who gets or loses what between two editions. `opened`, `closed`: to them altogether. `narrowed`: open to them still, and only where what `asks` names is so
 * (`stopped-by-x`: not so); `widened`: no longer only there.
 */
export type AccessChange = {
  readonly change: 'closed' | 'narrowed' | 'opened' | 'widened'
  readonly activity: string
  readonly roles: readonly Role[]
  readonly recipients: readonly RecipientKind[]
  readonly acts: readonly Act[]
  readonly categories: readonly Category[]
  /** Of what the people are to the landlord; empty: whatever they are. */
  readonly relationships: readonly Relationship[]
  readonly asks: readonly string[]
}

/** What the asker does with one category in one activity. */
type Cell = { readonly who: Who; readonly act: Act; readonly activity: string; readonly category: Category }

/** Every change of access, answered by the rules that decide each request. Changes that are the same for several roles, acts or categories are one line. */
export function accessChanged(before: Settled, after: Settled): readonly AccessChange[] {
  const activities = new Set([before, after].flatMap(({ edition }) => edition.activities.map(({ id }) => id)))
  const other = new Set([...activities].filter((activity) => !isSame(activity, before, after)))
  const changed = [before, after].flatMap((each) => cellsOf(each.edition)).filter(({ activity }) => other.has(activity))
  const cells = new Map(changed.map((cell) => [JSON.stringify(cell), cell]))
  const changes = [...cells.values()].flatMap((cell) => changesOf(cell, before, after))
  return (['acts', 'categories', 'roles', 'recipients'] as const).reduce(joined, changes)
}

/** Whether both editions have one entry of the activity, the same systems, and settle the same: then every answer is the same. */
function isSame(activity: string, before: Settled, after: Settled): boolean {
  const [one, other] = [before, after].map((each) =>
    JSON.stringify([entryOf(each, activity), each.edition.systems, [...each.settled(activity)]]),
  )
  return one === other
}

/** Everything that the edition lists. What it opens by consent alone, to recipients that it does not list, is looked at where the other edition lists it. */
function cellsOf({ activities }: Edition): readonly Cell[] {
  return activities.flatMap(({ id: activity, colleagues, sharing }) => [
    ...colleagues.flatMap(({ roles, acts, categories }) =>
      roles.flatMap((role) => acts.flatMap((act) => categories.map((category) => ({ who: { role }, act, activity, category })))),
    ),
    ...sharing.flatMap(({ with: recipients, categories }) =>
      recipients.flatMap((recipient) => categories.map((category) => ({ who: { recipient }, act: 'share' as const, activity, category }))),
    ),
  ])
}

function changesOf(cell: Cell, before: Settled, after: Settled): readonly AccessChange[] {
  const told = alike(cell.activity, before, after).flatMap(([first, ...others]) =>
    differences(asked(cell, before, first), asked(cell, after, first)).map((each) => ({ ...each, relationships: [first, ...others] })),
  )
  const kinds = new Map(told.map(({ change, asks }) => [JSON.stringify([change, asks]), { change, asks }]))
  return [...kinds.values()].map(({ change, asks }) => {
    const same = told.filter((each) => each.change === change && each.asks.join() === asks.join()).flatMap((each) => each.relationships)
    const entitled = entryOf(change === 'opened' ? after : before, cell.activity)?.relationships ?? []
    return {
      change,
      activity: cell.activity,
      roles: 'role' in cell.who ? [cell.who.role] : [],
      recipients: 'recipient' in cell.who ? [cell.who.recipient] : [],
      acts: [cell.act],
      categories: [cell.category],
      relationships: entitled.every((each) => same.includes(each)) ? [] : same,
      asks,
    }
  })
}

/** What people can be to the landlord, in groups that each edition answers alike: covered or not, and on the same basis. */
function alike(activity: string, before: Settled, after: Settled): readonly (readonly [Relationship, ...Relationship[]])[] {
  const entries = [entryOf(before, activity), entryOf(after, activity)]
  const groups = new Map<string, [Relationship, ...Relationship[]]>()
  for (const relationship of new Set(entries.flatMap((entry) => entry?.relationships ?? []))) {
    const key = entries.map((entry) => (entry?.relationships.includes(relationship) ? basisFor(entry, relationship) : 'none')).join()
    const [first = relationship, ...others] = groups.get(key) ?? []
    groups.set(key, first === relationship ? [relationship] : [first, ...others, relationship])
  }
  return [...groups.values()]
}

function entryOf({ edition }: Settled, activity: string): EditionActivity | undefined {
  return edition.activities.find(({ id }) => id === activity)
}

/** What the edition asks of the circumstances before it permits this; null where no circumstance opens it. */
function asked(
  { who, act, activity: id, category }: Cell,
  { edition, settled }: Settled,
  relationship: Relationship,
): readonly string[] | null {
  const activity = entryOf({ edition, settled }, id)
  const request = { who, act, activity: id, categories: [category] as const, relationship, circumstances: new Set<Circumstance>() }
  if (activity === undefined || structuralReasonsFor(edition, activity, request, category).length > 0) return null
  const entry = entryFor(edition, activity, request, category)
  if (entry === undefined) return null
  const known = settled(id)
  const { needs, stops } = asksOf(entry, requirements)
  const open = needs.filter(({ anyOf }) => !anyOf.some((each) => known.has(each)))
  if (open.some(({ anyOf, when }) => when === undefined && anyOf.every((each) => bySettling.has(each)))) return null
  return [
    ...new Set([
      ...open.map(({ anyOf, when }) => `lacks-${anyOf.toSorted().join('|')}${when === undefined ? '' : `-when-${when}`}`),
      ...stops.map(({ by }) => `stopped-by-${by}`),
    ]),
  ].toSorted()
}

/** What an edition settles, and nothing about a person can make good. */
const bySettling: ReadonlySet<Circumstance> = new Set(['assessment-in-date', 'transfer-mechanism'])

type Asked = readonly string[] | null

function differences(before: Asked, after: Asked): readonly Pick<AccessChange, 'change' | 'asks'>[] {
  if (before === null) return after === null ? [] : [{ change: 'opened', asks: [] }]
  if (after === null) return [{ change: 'closed', asks: [] }]
  const more = after.filter((each) => !before.includes(each))
  const fewer = before.filter((each) => !after.includes(each))
  return [
    ...(more.length === 0 ? [] : [{ change: 'narrowed' as const, asks: more }]),
    ...(fewer.length === 0 ? [] : [{ change: 'widened' as const, asks: fewer }]),
  ]
}

type Listed = 'acts' | 'categories' | 'roles' | 'recipients'

/** Joins the lines that differ in one list alone. */
function joined(changes: readonly AccessChange[], list: Listed): readonly AccessChange[] {
  const lines = new Map<string, AccessChange>()
  for (const change of changes) {
    const key = JSON.stringify({ ...change, [list]: change[list].length > 0 })
    const line = lines.get(key)
    lines.set(key, line === undefined ? change : { ...line, [list]: [...new Set([...line[list], ...change[list]])] })
  }
  return [...lines.values()]
}

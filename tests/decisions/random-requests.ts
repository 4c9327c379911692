import { asksOf } from '#decisions/circumstance-rules.ts'
import type { Request, Who } from '#decisions/decision.ts'
import { entryFor } from '#decisions/entry.ts'
import { requirements } from '#decisions/requirements.ts'
import type { ReleasedEdition } from '#notice/edition.ts'
import { acts, type Category, type Circumstance, categories, circumstances, type Relationship, relationships } from '#notice/vocabulary.ts'
import { everyone } from './every-cell.ts'

/** A seeded source of whole numbers below `below` (mulberry32). */
export type Dice = (below: number) => number

export function diceFrom(seed: number): Dice {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * below)
  }
}

type Cell = Pick<Request, 'who' | 'act' | 'activity'> & { readonly category: Category; readonly listed: boolean }

/** Every cell of the edition that an entry answers. */
export function cellsOf({ edition }: ReleasedEdition): readonly Cell[] {
  return edition.activities.flatMap((activity) =>
    everyone.flatMap((who) =>
      acts.flatMap((act) =>
        activity.categories.flatMap((category) => {
          const request: Request = { who, act, activity: activity.id, categories: [category], circumstances: new Set() }
          const entry = entryFor(edition, activity, request, category)
          return entry === undefined ? [] : [{ who, act, activity: activity.id, category, listed: !entry.clauses.includes('B2') }]
        }),
      ),
    ),
  )
}

/** Requests as life brings them: most are allowed but for one or two things; some ask for several categories; a few are nonsense. */
export function randomRequests(released: ReleasedEdition, seed: number, count: number): readonly Request[] {
  const dice = diceFrom(seed)
  const cells = cellsOf(released)
  const listed = cells.filter((cell) => cell.listed)
  return Array.from({ length: count }, () => {
    const from = dice(5) === 0 ? cells : listed
    const cell = pick(dice, from)
    if (cell === undefined || dice(12) === 0) return anything(dice, released)
    let request = allowed(released, cell, from, dice)
    for (let changes = dice(4); changes > 0; changes--) request = changed(request, dice, released)
    return request
  })
}

/** Each cell as it is permitted, in the first and in the last of the ways there are, and each with one circumstance turned round. */
export function nearlyPermitted(released: ReleasedEdition): readonly Request[] {
  const ways: readonly Dice[] = [() => 0, (below) => below - 1]
  return cellsOf(released).flatMap((cell) =>
    waysFor(released, cell, ways).flatMap((request) => {
      return [
        request,
        ...circumstances.map((each) => ({ ...request, circumstances: request.circumstances.symmetricDifference(new Set([each])) })),
      ]
    }),
  )
}

/** The same again for one of the people for whom the activity rests on each other basis that it names. */
function waysFor(released: ReleasedEdition, cell: Cell, ways: readonly Dice[]): readonly Request[] {
  const others = released.edition.activities.find(({ id }) => id === cell.activity)?.otherBases ?? []
  const one = others.flatMap((other) => other.for.slice(0, 1))
  return ways.flatMap((way) => [
    allowed(released, cell, [cell], way),
    ...('role' in cell.who ? one : []).map((relationship) => allowed(released, cell, [cell], way, relationship)),
  ])
}

function allowed({ edition }: ReleasedEdition, cell: Cell, cells: readonly Cell[], dice: Dice, about?: Relationship): Request {
  const alike = cells.filter((each) => each.activity === cell.activity && each.act === cell.act && sameWho(each.who, cell.who))
  const more = alike.length > 1 && dice(5) === 0 ? [pick(dice, alike), pick(dice, alike)].flatMap((each) => each?.category ?? []) : []
  const wanted: [Category, ...Category[]] = [cell.category, ...new Set(more.filter((category) => category !== cell.category))]
  const activity = edition.activities.find((each) => each.id === cell.activity)
  const present = new Set<Circumstance>()
  const relationship = about ?? (dice(4) === 0 ? undefined : pick(dice, activity?.relationships ?? []))
  const request = {
    who: cell.who,
    act: cell.act,
    activity: cell.activity,
    categories: wanted,
    circumstances: present,
    ...(relationship === undefined ? {} : { relationship }),
  }
  for (const category of wanted) {
    const entry = activity && entryFor(edition, activity, request, category)
    for (const need of entry === undefined ? [] : asksOf(entry, requirements).needs) {
      const circumstance = pick(dice, need.anyOf)
      if (circumstance !== undefined && (need.when === undefined || dice(2) === 1)) present.add(circumstance)
    }
  }
  return request
}

function changed(request: Request, dice: Dice, released: ReleasedEdition): Request {
  const present = new Set(request.circumstances)
  const some = [...present]
  switch (dice(9)) {
    case 0:
    case 1:
    case 2: {
      const gone = pick(dice, some)
      if (gone !== undefined) present.delete(gone)
      return { ...request, circumstances: present }
    }
    case 3:
    case 4:
      return { ...request, circumstances: present.add(pick(dice, circumstances) ?? 'consent') }
    case 5:
      return { ...request, categories: [pick(dice, categories) ?? 'repairs', ...request.categories.slice(1)] }
    case 6:
      return { ...request, act: pick(dice, acts) ?? 'view' }
    case 7:
      return { ...request, who: pick(dice, everyone) ?? request.who }
    default:
      return related(request, dice, released)
  }
}

function related(request: Request, dice: Dice, { edition }: ReleasedEdition): Request {
  if (dice(3) === 0) return { ...request, activity: pick(dice, edition.activities)?.id ?? request.activity }
  const relationship: Relationship | undefined = pick(dice, relationships)
  return relationship === undefined ? request : { ...request, relationship }
}

function anything(dice: Dice, { edition }: ReleasedEdition): Request {
  const present = new Set(circumstances.filter(() => dice(2) === 0))
  const activity = pick(dice, [...edition.activities.map((each) => each.id), 'unheard-of']) ?? 'unheard-of'
  return {
    who: pick(dice, everyone) ?? { role: 'solicitor' },
    act: pick(dice, acts) ?? 'view',
    activity,
    categories: [pick(dice, categories) ?? 'repairs'],
    circumstances: present,
  }
}

function sameWho(one: Who, other: Who): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

export function pick<T>(dice: Dice, list: readonly T[]): T | undefined {
  return list[dice(list.length)]
}

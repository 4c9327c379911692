import type { AccessChange } from '#decisions/access-changed.ts'
import { tableOf } from '#gate/columns.ts'
import type { GateDeps } from '#gate/deps.ts'
import { serves } from '#gate/purpose.ts'
import { categoriesOf, type RecordType } from '#gate/record-type.ts'
import { usableFor } from '#notice/compatible.ts'
import type { Edition } from '#notice/edition.ts'
import { roleName } from '#store/role-names.ts'
import { storedByActivity } from './stored-by-activity.ts'

type Deps = Pick<GateDeps, 'database'> & { readonly types: readonly RecordType[] }

/** How many stored items somebody gets or loses, and how many people they are about. */
export type Concerned = { readonly items: number; readonly people: number }

/**
 * Counts, for changes of access between two editions, the items of types that hold the categories and that may be used for the activity (P2): of what is
 * lost, those that it was open for until now. Ids and dates alone are read, and of each type once however many changes there are.
 */
export async function concernedBy(
  deps: Deps,
  changes: readonly AccessChange[],
  { before, after }: { readonly before: Edition; readonly after: Edition },
): Promise<readonly (AccessChange & Concerned)[]> {
  const numbers = new Map<string, number>()
  const read = new Map<string, Promise<readonly Stored[]>>()
  const told: (AccessChange & Concerned)[] = []
  for (const change of changes) {
    const usable = usableFor(change.change === 'opened' || change.change === 'widened' ? after : before, change.activity)
    const concerned: Stored[] = []
    for (const type of typesOf(deps.types, change)) {
      const stored = read.get(type.name) ?? storedOf(deps, type, numbers)
      read.set(type.name, stored)
      concerned.push(...(await stored).filter(({ activity }) => usable === null || usable.includes(activity)))
    }
    told.push({ ...change, items: concerned.reduce((sum, { items }) => sum + items, 0), people: countOnce(concerned, numbers.size) })
  }
  return told
}

function typesOf(types: readonly RecordType[], { activity, categories }: AccessChange): readonly RecordType[] {
  return types.filter((type) => serves(type, activity) && categoriesOf(type).some((each) => categories.includes(each)))
}

/** What is stored of a type under one activity. `people`: whom it is about, each by a number. */
type Stored = { readonly activity: string; readonly items: number; readonly people: Uint32Array }

/** `numbers`: of the people found so far, by their ids; those who are new are given the next. */
async function storedOf(deps: Deps, type: RecordType, numbers: Map<string, number>): Promise<readonly Stored[]> {
  const people = await peopleOf(deps, type)
  const numberOf = (person: string): number => {
    const number = numbers.get(person) ?? numbers.size
    numbers.set(person, number)
    return number
  }
  const items = [...(await storedByActivity(deps, type))]
  return items.map(([activity, items]) => ({ activity, items, people: Uint32Array.from(people.get(activity) ?? [], numberOf) }))
}

/** The ids of whom items are about, by activity. People are found as a hold on one of them is found to cover an item, so whoever belongs to a tenure counts where it does. */
async function peopleOf({ database }: Deps, type: RecordType): Promise<ReadonlyMap<string, readonly string[]>> {
  if (type.tie.keptBy === null) return new Map()
  const text = `select activity, array_agg(person_id)::text[] as people from (select distinct t.activity, o.person_id from ${tableOf(type)} t
    cross join lateral (select h.person_id from (select id as person_id from person) h ${type.tie.keptBy}) o) as whose group by activity`
  const rows = await database.once<{ activity: string; people: string[] }>(roleName(database.schema, 'sweeper'), text)
  return new Map(rows.map(({ activity, people }) => [activity, people]))
}

function countOnce(concerned: readonly Stored[], numbered: number): number {
  const found = new Uint8Array(numbered)
  for (const { people } of concerned) for (const number of people) found[number] = 1
  return found.reduce((sum, each) => sum + each, 0)
}

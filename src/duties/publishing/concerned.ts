import type { AccessChange } from '#decisions/access-changed.ts'
import { tableOf } from '#gate/columns.ts'
import type { GateDeps } from '#gate/deps.ts'
import { serves } from '#gate/purpose.ts'
import { categoriesOf, type RecordType } from '#gate/record-type.ts'
import { usableFor } from '#notice/compatible.ts'
import type { Edition } from '#notice/edition.ts'
import { roleName } from '#store/role-names.ts'

type Deps = Pick<GateDeps, 'database'> & { readonly types: readonly RecordType[] }

/** How many stored items somebody gets or loses, and how many people they are about. */
export type Concerned = { readonly items: number; readonly people: number }

/**
 * Counts, for changes of access between two editions, the items of types that hold the categories and that may be used for the activity (P2): of what is
 * lost, those that it was open for until now. Ids and dates alone are read.
 */
export async function concernedBy(
  deps: Deps,
  changes: readonly AccessChange[],
  { before, after }: { readonly before: Edition; readonly after: Edition },
): Promise<readonly (AccessChange & Concerned)[]> {
  const counted = new Map<string, Promise<Concerned>>()
  const countOf = ({ change, activity, categories }: AccessChange): Promise<Concerned> => {
    const edition = change === 'opened' || change === 'widened' ? after : before
    const types = deps.types.filter((type) => serves(type, activity) && categoriesOf(type).some((each) => categories.includes(each)))
    const usable = usableFor(edition, activity)
    const key = JSON.stringify([usable, types.map(({ name }) => name)])
    const found = counted.get(key) ?? countItems(deps, types, usable)
    counted.set(key, found)
    return found
  }
  const told: (AccessChange & Concerned)[] = []
  for (const change of changes) told.push({ ...change, ...(await countOf(change)) })
  return told
}

/** People are found as a hold on one of them is found to cover an item, so whoever belongs to a tenure counts where it does. */
async function countItems({ database }: Deps, types: readonly RecordType[], usable: readonly string[] | null): Promise<Concerned> {
  if (types.length === 0) return { items: 0, people: 0 }
  const where = '($1::text[] is null or t.activity = any($1))'
  const items = types.map((type) => `(select count(*) from ${tableOf(type)} t where ${where})`)
  const people = types.flatMap((type) =>
    type.tie.keptBy === null
      ? []
      : [
          `select o.person_id from ${tableOf(type)} t cross join lateral
            (select h.person_id from (select id as person_id from person) h ${type.tie.keptBy}) o where ${where}`,
        ],
  )
  const persons = people.length === 0 ? '0' : `(select count(distinct person_id) from (${people.join(' union all ')}) as whose)`
  const text = `select (${items.join(' + ')})::int as items, ${persons}::int as people`
  const [row] = await database.once<{ items: number; people: number }>(roleName(database.schema, 'sweeper'), text, [usable])
  return row ?? { items: 0, people: 0 }
}

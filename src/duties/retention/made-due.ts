import { tableOf } from '#gate/columns.ts'
import type { GateDeps } from '#gate/deps.ts'
import type { RecordType } from '#gate/record-type.ts'
import type { Database, Session } from '#store/database.ts'
import { roleName } from '#store/role-names.ts'
import { rolledBack, withinOne } from './rehearse.ts'
import { type SweepDeps, sweep } from './sweep.ts'
import type { WaitingItem } from './wait.ts'

/** What an import brings: the people that it is about, and the items that it would store or change, by their ids. */
export type Brought = {
  readonly people: Set<string>
  readonly changed: Map<RecordType, Set<string>>
}

function nothingBrought(): Brought {
  return { people: new Set(), changed: new Map() }
}

/** What the next sweep would delete because of an import. `people`: how many of the people that it is about (`of`) would be deleted. */
export type MadeDue = {
  readonly items: readonly { readonly type: string; readonly rule: string; readonly items: number }[]
  readonly people: number
  readonly of: number
  readonly covers: readonly WaitingItem[]
}

type Deps = GateDeps & Pick<SweepDeps, 'types'>

/**
 * What would be due at once if `work` were done. The work and a sweep are done in one transaction, and all of it is rolled back. What was
 * already due is not counted. Nothing is sealed, and nothing is recorded.
 */
export function madeDue<T>(
  deps: Deps,
  work: (deps: GateDeps, brought: Brought) => Promise<T>,
): Promise<{ readonly answer: T; readonly due: MadeDue }> {
  return rolledBack(deps, (session) => rehearse(deps, session, work))
}

async function rehearse<T>(deps: Deps, session: Session, work: (deps: GateDeps, brought: Brought) => Promise<T>) {
  const within: Deps = {
    ...deps,
    database: withinOne(deps.database, session),
    record: async () => {},
    // A key that was made would stay in spite of the rollback, so none is made.
    keys: { ...deps.keys, seal: async () => Buffer.alloc(64), storing: async () => {} },
  }
  await session.query('savepoint before_the_import')
  const brought = nothingBrought()
  const answer = await work(within, brought)
  const asked = await alsoConcerned(within, brought)
  const since = await goneAfterSweep(within, asked)
  if (since.gone.size === 0) return { answer, due: { items: [], people: 0, of: brought.people.size, covers: [] } }
  await session.query('rollback to savepoint before_the_import')
  const before = await goneAfterSweep({ ...within, database: withinOne(deps.database, session) }, asked)
  return { answer, due: dueOf(since, before, brought) }
}

type IdsByType = ReadonlyMap<RecordType, ReadonlySet<string>>
type AfterSweep = { readonly gone: ReadonlyMap<RecordType, ReadonlySet<string>>; readonly rules: ReadonlyMap<string, number> }

/** In addition to what it brings: people of the tenures that it changes, and what belongs to tenures that have ended. */
async function alsoConcerned(deps: Deps, { people, changed }: Brought): Promise<IdsByType> {
  const asked = new Map([...changed].map(([type, ids]) => [type, new Set(ids)]))
  const also = (type: RecordType, id: string) => asked.set(type, (asked.get(type) ?? new Set<string>()).add(id))
  const tenures = [...changed].flatMap(([type, ids]) => (type.tie.tenure === 'id' ? [...ids] : []))
  const hanging = deps.types.filter(({ tie }) => tie.links.includes('tenure_id'))
  for (const type of tenures.length === 0 ? [] : hanging) {
    const text = `select t.id, ${type.tie.mayBeUnknown === true ? 't.person_id' : 'null::uuid'} as person from ${tableOf(type)} t
      join tenure x on x.id = t.tenure_id where x.id = any($1::uuid[]) and x.ended_on is not null`
    const rows = await deps.database.once<{ id: string; person: string | null }>(sweeperOf(deps), text, [tenures])
    for (const { id, person } of rows) {
      also(type, id)
      if (type.tie.mayBeUnknown === true) people.add(person ?? id)
    }
  }
  const persons = deps.types.find(({ tie }) => tie.person === 'id')
  if (persons !== undefined) for (const person of people) also(persons, person)
  return asked
}

/** Which of the items a sweep would delete now. An item that does not exist is not counted. */
async function goneAfterSweep(deps: Deps, asked: IdsByType): Promise<AfterSweep> {
  const there = await thereOf(deps.database, asked)
  const rules = new Map<string, number>()
  const gone = new Map<RecordType, ReadonlySet<string>>()
  await sweep(deps, {
    dryRun: true,
    gone: ({ type, rule }, items) => {
      const named = `${type.name} ${rule.id}`
      rules.set(named, (rules.get(named) ?? 0) + items)
    },
    afterwards: async (database) => {
      const left = await thereOf(database, there)
      for (const [type, ids] of there) {
        const taken = new Set([...ids].filter((id) => left.get(type)?.has(id) !== true))
        if (taken.size > 0) gone.set(type, taken)
      }
    },
  })
  return { gone, rules }
}

async function thereOf(database: Database, asked: IdsByType): Promise<IdsByType> {
  const there = new Map<RecordType, ReadonlySet<string>>()
  for (const [type, ids] of asked) {
    const text = `select id from ${tableOf(type)} where id = any($1::uuid[])`
    const rows = await database.once<{ id: string }>(sweeperOf({ database }), text, [[...ids]])
    there.set(type, new Set(rows.map(({ id }) => id)))
  }
  return there
}

function dueOf(since: AfterSweep, before: AfterSweep, { people }: Brought): MadeDue {
  const made = [...since.gone].flatMap(([type, ids]) =>
    [...ids].filter((id) => before.gone.get(type)?.has(id) !== true).map((id) => ({ type, id })),
  )
  const items = [...since.rules].flatMap(([named, count]) => {
    const [type = '', rule = ''] = named.split(' ')
    const more = count - (before.rules.get(named) ?? 0)
    return more > 0 ? [{ type, rule, items: more }] : []
  })
  const goers = made.filter(({ id }) => people.has(id))
  const persons = new Set(made.flatMap(({ type, id }) => (type.tie.person === 'id' ? [id] : [])))
  const covers = made.map(({ type, id }): WaitingItem => (type.tie.person === 'id' ? { person: id } : { type: type.name, id }))
  return { items, people: new Set([...persons, ...goers.map(({ id }) => id)]).size, of: people.size, covers }
}

function sweeperOf({ database }: { readonly database: Pick<Database, 'schema'> }): string {
  return roleName(database.schema, 'sweeper')
}

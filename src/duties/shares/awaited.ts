import { organisationNames } from '#facts/organisation-names.ts'
import type { GateDeps } from '#gate/deps.ts'
import { isUuid } from '#shared/uuid.ts'
import type { Row } from '#store/database.ts'
import { roleName } from '#store/role-names.ts'
import { ownerOfLine } from './line-task.ts'

type Deps = Pick<GateDeps, 'database'>

/** A line on which nothing has left yet, and for which somebody outside waits until a day; or a question of ours, until it is answered. `organisation`: null where it is in no register. */
export type AwaitedLine = {
  readonly id: string
  readonly person: string
  readonly organisation: string | null
  readonly role: string
  readonly neededBy: Temporal.PlainDate
  /** We wait for them: it is a question of ours. */
  readonly isOurs: boolean
}
type Stored = Row & {
  readonly id: string
  readonly person_id: string
  readonly organisation_id: string | null
  readonly prepared_in: string | null
  readonly needed_by: string
  readonly ours: boolean
}

/** The most lines that are told of at once. */
export const mostAwaited = 200

const select = 'select id, person_id, organisation_id, prepared_in, needed_by::text, ours from awaited_line'

/** What somebody outside waits for, the soonest needed first. Ids, days and names of organisations: nothing of whom a line is about. */
export async function awaitedLines({ database }: Deps): Promise<readonly AwaitedLine[]> {
  const text = `${select} order by needed_by, id limit ${mostAwaited}`
  return named(database, await database.once<Stored>(roleName(database.schema, 'machinery'), { name: 'awaited-lines', text }, []))
}

/** Those of them that are asked for, however many wait before them. */
export async function awaitedOf({ database }: Deps, ids: readonly string[]): Promise<readonly AwaitedLine[]> {
  const text = `${select} where id = any($1::uuid[])`
  return named(
    database,
    await database.once<Stored>(roleName(database.schema, 'machinery'), { name: 'awaited-of', text }, [ids.filter(isUuid)]),
  )
}

async function named(database: Deps['database'], rows: readonly Stored[]): Promise<readonly AwaitedLine[]> {
  if (rows.length === 0) return []
  const names = new Map((await organisationNames(database)).map(({ id, name }) => [id, name]))
  return rows.map(({ id, person_id: person, organisation_id: organisation, prepared_in, needed_by, ours }) => ({
    ...{ id, person, organisation: organisation === null ? null : (names.get(organisation) ?? null) },
    ...{ role: ownerOfLine(prepared_in), neededBy: Temporal.PlainDate.from(needed_by), isOurs: ours },
  }))
}

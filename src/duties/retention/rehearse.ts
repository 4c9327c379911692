import type { GateDeps } from '#gate/deps.ts'
import { type Database, quoted, type Session } from '#store/database.ts'
import { roleName } from '#store/role-names.ts'

/**
 * Runs the sweep in a transaction and rolls it back. Deleting one item may free another, so only doing it shows all that would be deleted.
 */
export function rehearsed<T>(deps: Pick<GateDeps, 'database'>, work: (database: Database) => Promise<T>): Promise<T> {
  return rolledBack(deps, (session) =>
    work({
      ...deps.database,
      once: (_role, statement, values) => session.query(statement, values),
      transaction: (_role, part) => part(session),
    }),
  )
}

/** Does the work as the role `sweeper` in a transaction, rolls all of it back, and answers what the work did. */
export async function rolledBack<T>({ database }: Pick<GateDeps, 'database'>, work: (session: Session) => Promise<T>): Promise<T> {
  const takenBack = new Error('taken back')
  let told: { readonly answer: T } | undefined
  const rehearsal = database.transaction(roleName(database.schema, 'sweeper'), async (session) => {
    told = { answer: await work(session) }
    throw takenBack
  })
  await rehearsal.catch((error: unknown) => {
    if (error !== takenBack) throw error
  })
  if (told === undefined) throw takenBack
  return told.answer
}

/**
 * Runs the work of several connections in one transaction: each takes its role for its own statements, one after another. A statement that
 * the database refuses is rolled back by itself.
 */
export function withinOne(database: Database, session: Session): Database {
  let last: Promise<unknown> = Promise.resolve()
  let role: string | null = null

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = last.then(work)
    last = mine.catch(() => {})
    return mine
  }

  async function step<T>(wanted: string, work: (session: Session) => Promise<T>): Promise<T> {
    await session.query('savepoint step')
    try {
      if (role !== wanted) await session.query(`set local role ${quoted(wanted)}`)
      role = wanted
      const answer = await work(session)
      await session.query('release savepoint step')
      return answer
    } catch (error) {
      // The rollback also resets the role.
      role = null
      await session.query('rollback to savepoint step')
      await session.query('release savepoint step')
      throw error
    }
  }

  return {
    ...database,
    once: (wanted, statement, values) => inTurn(() => step(wanted, (within) => within.query(statement, values))),
    transaction: (wanted, work) => inTurn(() => step(wanted, work)),
  }
}

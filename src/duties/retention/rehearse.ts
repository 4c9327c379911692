import type { GateParts } from '#gate/parts.ts'
import type { Database } from '#store/database.ts'
import { roleName } from '#store/role-names.ts'

/**
 * The sweep itself in a transaction that is taken back: what goes may be all that kept something else, so that only doing it tells what
 * would go.
 */
export async function rehearsed<T>(parts: Pick<GateParts, 'database'>, work: (database: Database) => Promise<T>): Promise<T> {
  const takenBack = new Error('taken back')
  let told: { readonly answer: T } | undefined
  const role = roleName(parts.database.schema, 'sweeper')
  const rehearsal = parts.database.transaction(role, async (session) => {
    const database: Database = {
      ...parts.database,
      once: (_role, statement, values) => session.query(statement, values),
      transaction: (_role, part) => part(session),
    }
    told = { answer: await work(database) }
    throw takenBack
  })
  await rehearsal.catch((error: unknown) => {
    if (error !== takenBack) throw error
  })
  if (told === undefined) throw takenBack
  return told.answer
}

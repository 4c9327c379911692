import { setTimeout } from 'node:timers/promises'
import { within } from '#store/bounds.ts'
import type { Database } from '#store/database.ts'
import { roleName } from '#store/role-names.ts'

/** Milliseconds that the database has to say that it is there. */
const answersWithin = 1_500

/** Asks the database whether it answers and takes anything in. Asked by many at once, it asks once. */
export function readiness(database: Database): () => Promise<boolean> {
  const role = roleName(database.schema, 'machinery')
  const text = `select not pg_is_in_recovery() and current_setting('default_transaction_read_only') = 'off' as ready`
  const bounds = { connection: answersWithin, statement: answersWithin, answer: answersWithin }
  let asking: Promise<boolean> | undefined

  async function ask(): Promise<boolean> {
    const answer = within(bounds, () => database.once<{ ready: boolean }>(role, { name: 'is-it-ready', text })).then(
      ([row]) => row?.ready === true,
      () => false,
    )
    return Promise.race([answer, setTimeout(answersWithin, false, { ref: false })])
  }

  return () => {
    asking ??= ask().finally(() => {
      asking = undefined
    })
    return asking
  }
}

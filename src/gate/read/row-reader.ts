import { isUuid } from '#shared/uuid.ts'
import { type Batcher, batcher, batcherByName } from '#store/batcher.ts'
import type { Database, Row, Statement } from '#store/database.ts'
import type { RecordPart } from '../record-part.ts'
import { type Reading, readStatement, readStatementForMany } from './statements.ts'

/** What is read. `values`: the parameters of the scope, the person or the activity first. */
export type Asking = Reading & { readonly values: readonly unknown[] }

const readerOf = batcherByName<readonly unknown[], readonly Row[]>()

/** One statement reads the rows or pages of at most this many people. */
const most = 50
/**
 * A larger page is read by itself. The fixed cost of a statement matters little for it, and reading two one after the other would leave a
 * processor idle.
 */
const rowsReadTogether = 20

/**
 * Reads the rows as the role. Reads of the same part by several colleagues at the same moment share one round trip, and each gets only
 * their own person's rows or page. If the id of a person or an item is not a UUID, the answer is empty.
 */
export async function rowsAsked(database: Database, role: string, part: RecordPart, asking: Asking): Promise<readonly Row[]> {
  const { scope, values } = asking
  const one = readStatement(part, asking)
  const isPage = scope === 'purpose' || scope === 'open' || scope === 'recent'
  const ids = isPage ? values.slice(1) : values
  // A page that does not start after a UUID is the caller's mistake. The database reports it to them alone; an empty page would look like
  // the last one.
  if (!ids.every((value) => typeof value === 'string' && isUuid(value))) return isPage ? database.once(role, one, values) : []
  if (isPage && (asking.limit ?? 1) > rowsReadTogether) return database.once(role, one, values)
  const reader = readerOf(database, `${role} ${one.name}`, () => makeReader(database, role, one, readStatementForMany(part, asking)))
  return reader.ask(values)
}

function makeReader(database: Database, role: string, one: Statement, many: Statement): Batcher<readonly unknown[], readonly Row[]> {
  return batcher(
    async (queued) => {
      const [only, ...others] = queued
      if (only !== undefined && others.length === 0) return only.answer(await database.once(role, one, only.ask))
      const asks = queued.map(({ ask: [whose, item] }, n) => ({ n, whose, item }))
      const byAsk = queued.map((): Row[] => [])
      for (const row of await database.once<Row & { n: number }>(role, many, [JSON.stringify(asks)])) byAsk[row.n]?.push(row)
      for (const [n, { answer }] of queued.entries()) answer(byAsk[n] ?? [])
    },
    { most, weigh: () => 1 },
  )
}

import { isUuid } from '#shared/uuid.ts'
import { type Batcher, batcher, batcherByName } from '#store/batcher.ts'
import type { Database, Row, Statement } from '#store/database.ts'
import type { RecordPart } from './record-part.ts'
import { type Reading, readStatement, readStatementForMany } from './statements.ts'

/** What is read: `values` are those of the scope's own parameters, the person or the purpose first. */
export type Asking = Reading & { readonly values: readonly unknown[] }

const readerOf = batcherByName<readonly unknown[], readonly Row[]>()

/** People whose rows, or pages, one statement reads at the most. */
const most = 50
/**
 * A page of more rows goes by itself: what a statement costs whatever it reads is little beside them, and two that go one after the
 * other leave a processor idle.
 */
const rowsReadTogether = 20

/**
 * The rows asked for, as the role. What several colleagues read of the same part at the same moment is one round trip; each gets the
 * rows of their own person or page, and no rows where a person's or an item's id is no id.
 */
export async function rowsAsked(database: Database, role: string, part: RecordPart, asking: Asking): Promise<readonly Row[]> {
  const { scope, values } = asking
  const one = readStatement(part, asking)
  const isPage = scope === 'purpose' || scope === 'open' || scope === 'recent'
  const ids = isPage ? values.slice(1) : values
  // A page that begins after no id is a fault of who asks, told by the database and to nobody else: an empty page would look like the last.
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

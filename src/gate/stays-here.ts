import { isSaid } from '#shared/record.ts'
import { roleName } from '#store/role-names.ts'
import { columnOf, tableOf } from './columns.ts'
import type { GateDeps } from './deps.ts'
import type { RecordType } from './record-type.ts'

type Row = Readonly<Record<string, unknown>>

/** What a record type says of the days by which its items stop going to anybody outside. */
type Stopping = Pick<RecordType, 'leavesUntil' | 'reviewedBy'>

/** Whether the day by which an item is looked at again has passed, and it is not over. On that day itself it still counts as right. */
export function isReviewOverdue(type: Stopping, row: Row, today: Temporal.PlainDate): boolean {
  return !isOver(type, row) && isBefore(type.reviewedBy, row, today)
}

/** Whether an item may go to anybody outside on a day: it is not over, and its review is not overdue. */
export function mayGoOn(type: Stopping, row: Row, today: Temporal.PlainDate): boolean {
  return !isOver(type, row) && !isBefore(type.reviewedBy, row, today)
}

/** The fields by which an item of the type stops going to anybody outside one day; none where nothing stops it. */
export function stopsBy({ leavesUntil, reviewedBy }: Stopping): readonly string[] {
  return [leavesUntil, reviewedBy].filter((field) => field !== undefined)
}

/**
 * Whether all of these items are stored, and may go to anybody outside on a day. Reads the days alone by which they stop, as the role that sees no
 * content, so it is no look at anybody's record.
 */
export async function mayAllGoOn(
  { database }: Pick<GateDeps, 'database'>,
  type: RecordType,
  ids: readonly string[],
  today: Temporal.PlainDate,
): Promise<boolean> {
  const days = stopsBy(type).map((field) => `${columnOf(field)}::text as "${field}"`)
  const text = `select ${['id', ...days].join(', ')} from ${tableOf(type)} where id = any($1)`
  const rows = await database.once(roleName(database.schema, 'facts'), text, [ids])
  return rows.length === new Set(ids).size && rows.every((row) => mayGoOn(type, row, today))
}

function isOver({ leavesUntil }: Stopping, row: Row): boolean {
  return leavesUntil !== undefined && isSaid(row[leavesUntil])
}

function isBefore(field: string | undefined, row: Row, day: Temporal.PlainDate): boolean {
  const said = field === undefined ? null : row[field]
  return typeof said === 'string' && said !== '' && Temporal.PlainDate.compare(said, day) < 0
}

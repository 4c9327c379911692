import { isSaid } from '#shared/record.ts'
import type { RecordType } from './record-type.ts'

type Row = Readonly<Record<string, unknown>>

/** Whether the day by which an item is looked at again has passed, and it is not over. On that day itself it still counts as right. */
export function isReviewOverdue(
  { leavesUntil, reviewedBy }: Pick<RecordType, 'leavesUntil' | 'reviewedBy'>,
  row: Row,
  today: Temporal.PlainDate,
) {
  return !(leavesUntil !== undefined && isSaid(row[leavesUntil])) && isBefore(reviewedBy, row, today)
}

/** Whether an item may go to anybody outside on a day: it is not over, and its review is not overdue. */
export function mayGoOn(type: Pick<RecordType, 'leavesUntil' | 'reviewedBy'>, row: Row, today: Temporal.PlainDate): boolean {
  return !(type.leavesUntil !== undefined && isSaid(row[type.leavesUntil])) && !isBefore(type.reviewedBy, row, today)
}

/** Whether an item had stopped going to anybody before a day, as far as it says: it was over by then, or its review overdue. */
export function hadStoppedBefore(
  { leavesUntil, reviewedBy }: Pick<RecordType, 'leavesUntil' | 'reviewedBy'>,
  row: Row,
  day: Temporal.PlainDate,
): boolean {
  return isBefore(leavesUntil, row, day) || isBefore(reviewedBy, row, day)
}

function isBefore(field: string | undefined, row: Row, day: Temporal.PlainDate): boolean {
  const said = field === undefined ? null : row[field]
  return typeof said === 'string' && said !== '' && Temporal.PlainDate.compare(said, day) < 0
}

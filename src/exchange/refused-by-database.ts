import type { DatabaseFault } from '#store/database-fault.ts'

/** What must hold between a row's fields, or between rows, worded so that the sender can correct it. Part of it may be what is already stored. */
const broken: ReadonlyMap<string, string> = new Map([
  ['ends_after_start', '`endedOn` is before the `startedOn` that is sent or stored'],
  ['camera_reviewed_after_assessed', '`assessmentReviewOn` is before the `assessedOn` that is sent or stored'],
  ['footage_ends_after_it_starts', '`endedAt` is before the `startedAt` that is sent or stored'],
  ['disclosure_ends_after_it_starts', '`toAt` is before the `fromAt` that is sent or stored'],
  ['second_look_is_another_name', '`decidedBy` is given and `outcome` is not'],
  ['ended_in_some_way', '`endedHow` is given and `endedOn` is not'],
  ['one_item_is_of_one_kind', '`itemId` is given and `recordType` is not'],
  ['other_source_has_reason', 'its source is `other`, and no reason is given for that'],
  ['agreement_ends_after_it_begins', '`until` is before the `inForceFrom` that is sent or stored'],
  [
    'organisation_certified_where_it_is_abroad',
    '`coveredUntil` is given, and what stays in the United Kingdom (`place`) is not transferred abroad',
  ],
  ['once_on_a_picture', 'the person is noted on that picture already'],
  ['named_with_permission', '`shownAs` names somebody: that rests on their permission, and comes in for `publicity`'],
])

/** SQLSTATE 23502: a column that every row needs is empty. */
const empty = '23502'

export function refusedByDatabase({ state, constraint, column, message }: DatabaseFault): string {
  if (state === empty && column !== null)
    return `\`${column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())}\` is needed, and is neither sent nor stored`
  return (constraint === null ? undefined : broken.get(constraint)) ?? `the database does not take it: ${message}`
}

/** The constraints that have words; the catalogue test compares them with the database. */
export const constraintsInWords: ReadonlySet<string> = new Set(broken.keys())

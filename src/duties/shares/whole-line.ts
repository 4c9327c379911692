import type { AnyLine } from '#gate/ledger/lines.ts'
import type { RecordPart } from '#gate/record-part.ts'
import type { Ceiling } from '#notice/ceiling.ts'
import { isWithin } from '#notice/within-ceiling.ts'
import { everyPart } from '#records/every-part.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { dateIn } from '#shared/clock.ts'

/** The record types that are lines of the ledger of what was shared. */
export const lineTypes = everyRecordType.filter(({ line }) => line !== undefined)

/** What the page of a line, and the letter about one, read of it, whatever its type: it is in fields of these names. */
const texts = [
  ...(['organisation', 'told', 'bases', 'occasion', 'outcome', 'leftAt'] as const),
  ...(['shown', 'showReviewOn', 'showDecidedBy', 'showWhy', 'toldOn'] as const),
] as const

/** A line of the ledger, as the whole of it is read. */
export type WholeLine = AnyLine & { readonly recipient: string } & { readonly [N in (typeof texts)[number]]: string | null }

function isWholeLine(row: Readonly<Record<string, unknown>>): boolean {
  return typeof row.recipient === 'string' && texts.every((name) => row[name] === null || typeof row[name] === 'string')
}

/** The part of each type of line that is opened from the ledger. */
export const wholeLines = everyPart.flatMap((part): readonly RecordPart<Ceiling<'rights-requests'>, WholeLine>[] => {
  const { type, category } = part
  if (type.line === undefined || category !== type.category || !isWithin('rights-requests', category)) return []
  const isRow = (row: Readonly<Record<string, unknown>>): row is Readonly<Record<string, unknown>> & WholeLine =>
    part.isRow(row) && isWholeLine(row)
  return [{ ...part, category, isRow }]
})

/** Whether a day is before the one on which something left: what comes of it cannot have been then. */
export function isBeforeLeaving({ leftAt }: Pick<WholeLine, 'leftAt'>, on: Temporal.PlainDate): boolean {
  return leftAt !== null && Temporal.PlainDate.compare(on, dateIn(Temporal.Instant.from(leftAt))) < 0
}

import { z } from 'zod'
import { londonTime, typedTime, whyNoTime } from '#shared/london-time.ts'
import type { FormError } from '../components/error-summary.tsx'

/** What is asked for, as instants: the second is the later. */
export type Span = { readonly from: Temporal.Instant; readonly to: Temporal.Instant }

const day = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/

export const spanBoxes = {
  on: z.string({ error: 'Write the day' }).trim().regex(day, 'Write the day as 23/11/2026'),
  from: z.string({ error: 'Write a time' }).trim().regex(typedTime, 'Write the time as 14:30'),
  to: z.string({ error: 'Write a time' }).trim().regex(typedTime, 'Write the time as 15:30'),
}
export const spanShape = z.strictObject(spanBoxes)

/**
 * The day and times of a search by London's clock. What is wrong with them is said at its field: no such day, a time that came twice that night or
 * never, an end before the beginning.
 */
export function spanOf({ on, from, to }: z.infer<typeof spanShape>): { readonly span: Span } | { readonly wrong: FormError } {
  const date = dayOf(on)
  if (date === null) return { wrong: { field: 'on', message: 'Write a day that there is' } }
  const [began, ended] = [londonTime(date, from), londonTime(date, to)]
  if (!began.ok) return { wrong: { field: 'from', message: whyNoTime[began.why] } }
  if (!ended.ok) return { wrong: { field: 'to', message: whyNoTime[ended.why] } }
  const span = { from: began.at, to: ended.at }
  if (Temporal.Instant.compare(span.from, span.to) >= 0) return { wrong: { field: 'to', message: 'Write a time after the first' } }
  return { span }
}

function dayOf(on: string): Temporal.PlainDate | null {
  const [, d, m, y] = day.exec(on) ?? []
  try {
    return Temporal.PlainDate.from({ day: Number(d), month: Number(m), year: Number(y) }, { overflow: 'reject' })
  } catch {
    return null
  }
}

/** Whether a piece shows some of the time. */
export function isWithin(piece: { readonly startedAt: string; readonly endedAt: string }, span: Span): boolean {
  const [from, to] = [Temporal.Instant.from(piece.startedAt), Temporal.Instant.from(piece.endedAt)]
  return Temporal.Instant.compare(from, span.to) < 0 && Temporal.Instant.compare(to, span.from) > 0
}

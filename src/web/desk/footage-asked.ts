import { z } from 'zod'
import { zone } from '#shared/clock.ts'

/** The day and times of a search, and as instants by London's clock: the second is the later, at midnight of the next day where it is `24:00`. */
export type Span = { readonly from: Temporal.Instant; readonly to: Temporal.Instant }

const day = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/
const time = /^([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/

export const spanBoxes = {
  on: z.string({ error: 'Write the day' }).trim().regex(day, 'Write the day as 23/11/2026'),
  from: z.string({ error: 'Write a time' }).trim().regex(time, 'Write the time as 14:30'),
  to: z.string({ error: 'Write a time' }).trim().regex(time, 'Write the time as 15:30'),
}
export const spanShape = z.strictObject(spanBoxes)

/** Null where there is no such day, or it ends before it begins. */
export function spanOf({ on, from, to }: z.infer<typeof spanShape>): Span | null {
  const [, d, m, y] = day.exec(on) ?? []
  try {
    const date = Temporal.PlainDate.from({ day: Number(d), month: Number(m), year: Number(y) }, { overflow: 'reject' })
    const at = (typed: string) => date.toZonedDateTime({ timeZone: zone, plainTime: typed.padStart(5, '0') }).toInstant()
    const span = { from: at(from), to: at(to) }
    return Temporal.Instant.compare(span.from, span.to) < 0 ? span : null
  } catch {
    return null
  }
}

/** Whether a piece shows some of the time. */
export function isWithin(piece: { readonly startedAt: string; readonly endedAt: string }, span: Span): boolean {
  const [from, to] = [Temporal.Instant.from(piece.startedAt), Temporal.Instant.from(piece.endedAt)]
  return Temporal.Instant.compare(from, span.to) < 0 && Temporal.Instant.compare(to, span.from) > 0
}

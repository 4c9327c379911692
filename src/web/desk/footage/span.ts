import type { Span } from '#duties/cameras/footage.ts'
import { londonTime, typedTime, whyNoTime } from '#shared/london-time.ts'
import { realDate } from '#shared/real-date.ts'
import type { FormError } from '../../components/index.ts'
import { text } from '../../form/index.ts'

const day = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/

type Typed = { readonly on: string; readonly from: string; readonly to: string }

const dayAs = 'Enter the day as 23/11/2026'
const timeAs = (example: string) => `Enter the time as ${example}`
const hint = 'UK time, for example 14:30 or 14:30:15. On the night the clocks go back, add BST or GMT: 01:40 BST or 01:40 GMT.'

/** A day and times of it, as they are typed; `spanOf` makes instants of them. */
export const spanAsked = {
  on: text({ label: 'Day', hint: 'For example 23/11/2026.', width: '10', most: 40, missing: dayAs, parse: as(day, dayAs) }),
  from: text({ label: 'From', hint, width: '10', most: 40, missing: timeAs('14:30'), parse: as(typedTime, timeAs('14:30')) }),
  to: text({ label: 'To', width: '10', most: 40, missing: timeAs('15:30'), parse: as(typedTime, timeAs('15:30')) }),
}

function as(pattern: RegExp, message: string): (typed: string) => { ok: true; value: string } | { ok: false; message: string } {
  return (typed) => (pattern.test(typed) ? { ok: true, value: typed } : { ok: false, message })
}

/** What is wrong with a day and times beside one another. */
export function notASpan(typed: Typed): readonly FormError[] {
  const asked = spanOf(typed)
  return 'span' in asked ? [] : [asked.wrong]
}

/**
 * The day and times of a search by London's clock. What is wrong with them is said at its field: no such day, a time that came twice that night or
 * never, an end before the beginning.
 */
export function spanOf({ on, from, to }: Typed): { readonly span: Span } | { readonly wrong: FormError } {
  const [, ofMonth, month, year] = (day.exec(on) ?? []).map(Number)
  const date = realDate(year ?? 0, month ?? 0, ofMonth ?? 0)
  if (date === undefined) return { wrong: { field: 'on', message: 'Enter a real date' } }
  const [began, ended] = [londonTime(date, from), londonTime(date, to)]
  if (!began.ok) return { wrong: { field: 'from', message: whyNoTime[began.why] } }
  if (!ended.ok) return { wrong: { field: 'to', message: whyNoTime[ended.why] } }
  const span = { from: began.at, to: ended.at }
  if (Temporal.Instant.compare(span.from, span.to) >= 0) return { wrong: { field: 'to', message: 'Enter a time after the first' } }
  return { span }
}

import { zone } from '#shared/clock.ts'
import { timeAndOffset } from '#shared/london-time.ts'

/** The day in London of a moment, in words. */
export function day(instant: string): string {
  return longDate(Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate().toString())
}

/** A text that people wrote may look like a moment without being one: then it stays as written. */
export function moment(instant: string): string {
  if (Number.isNaN(Date.parse(instant))) return instant
  return `${day(instant)} at ${timeAndOffset(Temporal.Instant.from(instant))}`
}

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']

/** Written by hand instead of with Intl, for speed: a pack has hundreds of thousands of dates. */
export function longDate(date: string): string {
  const [year = '', month = '', dayOfMonth = ''] = date.split('-')
  return `${Number(dayOfMonth)} ${months[Number(month) - 1] ?? month} ${year}`
}

export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}

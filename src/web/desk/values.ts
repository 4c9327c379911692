import type { Field } from '#gate/field.ts'
import { clockTime, dayAndTime, longDate, timeOfDay } from '#shared/london-time.ts'

export { clockTime, dayAndTime, longDate, timeOfDay }

/** A stored value as a colleague reads it: London's dates and times, pounds and pence, yes and no. */
export function inWords(field: Field, value: unknown): string {
  if (value === null || value === undefined || value === '') return 'Not recorded'
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  if (typeof value === 'number') return field.kind === 'pence' ? pounds(value) : value.toLocaleString('en-GB')
  if (typeof value !== 'string') return 'Not recorded'
  if (field.kind === 'date') return longDate(value)
  return field.kind === 'instant' ? dayAndTime(value) : value
}

export function pounds(pence: number): string {
  return `${pence < 0 ? '−' : ''}£${(Math.abs(pence) / 100).toLocaleString('en-GB', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`
}

/** Of a call: “4 minutes 5 seconds”. */
export function length(seconds: number): string {
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60]
  const words = [counted(minutes, 'minute'), counted(rest, 'second')].filter((word) => !word.startsWith('0 '))
  return words.length === 0 ? '0 seconds' : words.join(' ')
}

/** “1 item”, “1,200 items”. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`
}

/** For tables: “26 Oct 2026”. */
export function shortDate(date: Temporal.PlainDate | string): string {
  return Temporal.PlainDate.from(date).toLocaleString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })
}

/** What was sealed, in words also where its key is gone. */
export function legible(words: string | null): string {
  return words ?? 'It cannot be read any more'
}

/** A camera as pages name it. */
export function cameraWords({ name, site }: { readonly name: string | null; readonly site: string | null }): string {
  const words = [name, site].filter((each) => each !== null)
  return words.length === 0 ? legible(null) : words.join(', ')
}

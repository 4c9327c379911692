import { zone } from './clock.ts'

/** The names of London's time and their offsets from Greenwich. Once a year an hour comes twice, and only the name tells which is meant. */
const names: Readonly<Record<string, string>> = { GMT: '+00:00', BST: '+01:00' }

export type TypedTime =
  | { readonly ok: true; readonly at: Temporal.Instant }
  /** `twice`: the clocks went back, so that time came twice. `never`: the clocks skipped it. `other`: London had another offset then. */
  | { readonly ok: false; readonly why: 'twice' | 'never' | 'other' }

/** A time of day as it is typed: `14:30` or `14:30:15`, with `BST`, `GMT` or an offset where that time came twice. */
export const typedTime = /^([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d)?( ?(BST|GMT)|[+-]\d{2}:\d{2})?$/i

/** The instant of a time in London. A time that came twice must say which of the two it is; a time that was skipped is refused. */
export function londonTime(date: Temporal.PlainDate, typed: string): TypedTime {
  const [clock = '', said] = partsOf(typed)
  const local = date.toPlainDateTime(Temporal.PlainTime.from(clock.padStart(clock.length < 6 ? 5 : 8, '0')))
  return londonInstant(local, said)
}

/** The same for a date and time together; `said` is the offset that came with it, such as `+01:00`. */
export function londonInstant(local: Temporal.PlainDateTime, said?: string): TypedTime {
  const both = (['earlier', 'later'] as const).map((disambiguation) => local.toZonedDateTime(zone, { disambiguation }))
  const really = both.filter((at) => at.toPlainDateTime().equals(local))
  const first = really[0]
  if (first === undefined) return { ok: false, why: 'never' }
  if (said === undefined) return really.every((at) => at.equals(first)) ? { ok: true, at: first.toInstant() } : { ok: false, why: 'twice' }
  const meant = really.find((at) => at.offset === said)
  return meant === undefined ? { ok: false, why: 'other' } : { ok: true, at: meant.toInstant() }
}

/** What to say about a typed time that never came, or came twice. */
export const whyNoTime: Readonly<Record<Extract<TypedTime, { ok: false }>['why'], string>> = {
  twice: 'The clocks went back, so that time came twice: add BST for the first or GMT for the second',
  never: 'The clocks went forward, so that time never happened',
  other: 'London’s clock was not at that offset then: enter the time without BST or GMT',
}

/** “25 October 2026, 01:40:05 BST”, as pages say it: unambiguous, also in the hour that comes twice. A text is an instant as stored. */
export function dayAndTime(at: Temporal.Instant | string): string {
  return `${dayOf(at)}, ${timeOfDay(Temporal.Instant.from(at))}`
}

/** “25 October 2026, 01:40:05 BST (+01:00)”, as what leaves the landlord says it. */
export function dayTimeAndOffset(at: Temporal.Instant | string): string {
  return `${dayOf(at)}, ${timeAndOffset(Temporal.Instant.from(at))}`
}

/** “01:40:05 BST”. */
export function timeOfDay(instant: Temporal.Instant): string {
  const { time, name, offset } = saidOf(instant)
  return `${time} ${name ?? offset}`
}

/** “01:40:05 BST (+01:00)”. */
export function timeAndOffset(instant: Temporal.Instant): string {
  const { time, name, offset } = saidOf(instant)
  return name === undefined ? `${time} ${offset}` : `${time} ${name} (${offset})`
}

/** “01:40”, or “01:40 BST” in the hour that comes twice. For what is about to happen, where seconds do not matter. */
export function clockTime(instant: Temporal.Instant): string {
  const local = instant.toZonedDateTimeISO(zone)
  const time = local.toPlainTime().toString({ smallestUnit: 'minute' })
  const came = londonInstant(local.toPlainDateTime())
  return came.ok ? time : `${time} ${Object.keys(names).find((each) => names[each] === local.offset) ?? local.offset}`
}

/** “26 October 2026”. A text is a date as stored. */
export function longDate(date: Temporal.PlainDate | string): string {
  return Temporal.PlainDate.from(date).toLocaleString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })
}

function dayOf(at: Temporal.Instant | string): string {
  return longDate(Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDate())
}

/** To the second, by London's clock; `name` is absent where London had another offset then. */
function saidOf(instant: Temporal.Instant) {
  const local = instant.toZonedDateTimeISO(zone)
  const name = Object.keys(names).find((each) => names[each] === local.offset)
  return { time: local.toPlainTime().toString({ smallestUnit: 'second' }), name, offset: local.offset }
}

function partsOf(typed: string): readonly [clock: string, offset?: string] {
  const [, clock = '', said] = /^([\d:]+?)\s*(BST|GMT|[+-]\d{2}:\d{2})?$/i.exec(typed) ?? []
  return said === undefined ? [clock] : [clock, names[said.toUpperCase()] ?? said]
}

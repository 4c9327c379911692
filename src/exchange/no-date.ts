import { dateIn } from '#shared/clock.ts'

/**
 * Days that housing systems write for "no date": the first and the last that .NET and SQL Server can store, and the zeros of Excel and OLE, each also
 * as it becomes when converted by an hour or a minute beside London time. A landlord adds its own (`noDates` in `landlord.yaml`). 1970-01-01 is
 * somebody's birthday, and means "no date" only where it is listed.
 */
const usual = ['0000-12-31', '0001-01-01', '1752-12-31', '1753-01-01', '1899-12-30', '1899-12-31', '1900-01-01', '9999-12-31'] as const

export type IsNoDate = (day: string) => boolean

/** Whether a day (`YYYY-MM-DD`) means "no date". `listed`: the landlord's own. */
export function noDates(listed: readonly string[] = []): IsNoDate {
  const none = new Set<string>([...usual, ...listed])
  return (day) => none.has(day)
}

const dayAndTime = /^(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/i

/** Whether a date or a time, with any time of day and offset, means "no date": as it is written, or by the London calendar. */
export function saysNoDate(written: string, isNone: IsNoDate): boolean {
  const [, day, offset] = dayAndTime.exec(written.trim()) ?? []
  if (day === undefined) return false
  if (isNone(day)) return true
  return offset !== undefined && isNone(londonDay(written.trim()) ?? '')
}

/** The London day of an instant, or null where the text is no instant. */
export function londonDay(instant: string): string | null {
  try {
    return dateIn(Temporal.Instant.from(instant)).toString()
  } catch {
    return null
  }
}

/** The day of a time without an offset, as written. */
export function dayWithoutOffset(written: string): string | null {
  const [, day, offset] = dayAndTime.exec(written) ?? []
  return offset === undefined ? (day ?? null) : null
}

import { dateIn } from '#shared/clock.ts'

/**
 * Days that housing systems write where there is no date: the first and the last that .NET and SQL Server keep, and the noughts of Excel and OLE.
 * Each is also what it becomes on the way through a clock an hour or a minute beside London's. A landlord adds its own (`noDates` in
 * `landlord.yaml`); 1970-01-01 is somebody's birthday, and is none only where it is listed.
 */
const usual = ['0000-12-31', '0001-01-01', '1752-12-31', '1753-01-01', '1899-12-30', '1899-12-31', '1900-01-01', '9999-12-31'] as const

export type IsNoDate = (day: string) => boolean

/** Whether a day (`YYYY-MM-DD`) stands for none. `listed`: the landlord's own. */
export function noDates(listed: readonly string[] = []): IsNoDate {
  const none = new Set<string>([...usual, ...listed])
  return (day) => none.has(day)
}

const dayAndTime = /^(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/i

/** Whether a date or a time, with any time of day and offset, stands for none: as it is written, or by London's calendar. */
export function saysNoDate(written: string, isNone: IsNoDate): boolean {
  const [, day, offset] = dayAndTime.exec(written.trim()) ?? []
  if (day === undefined) return false
  if (isNone(day)) return true
  return offset !== undefined && isNone(londonDay(written.trim()) ?? '')
}

/** The London day of an instant, or null where it is none. */
export function londonDay(instant: string): string | null {
  try {
    return dateIn(Temporal.Instant.from(instant)).toString()
  } catch {
    return null
  }
}

/** The day of a time that says no offset: by the clock on the wall where it was written. */
export function dayWithoutOffset(written: string): string | null {
  const [, day, offset] = dayAndTime.exec(written) ?? []
  return offset === undefined ? (day ?? null) : null
}

import type { Edition } from './edition.ts'

/** The first day on which an edition is in force. Where its notice names a month only, that is the month's first day. */
export function firstDayOf({ inForceFrom }: Pick<Edition, 'inForceFrom'>): string {
  return inForceFrom.length === 'YYYY-MM'.length ? `${inForceFrom}-01` : inForceFrom
}

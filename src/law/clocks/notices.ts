import { type Division, rolled } from '../holidays.ts'

/** Telling the regulator of a breach: 72 hours from when the landlord knew (UK GDPR Article 33). Hours never move to a working day. */
export function reportBreachBy(known: Temporal.Instant): Temporal.Instant {
  return known.add({ hours: 72 })
}

/** Telling the ministry that lettings or sales data (CORE) was lost or released: 24 hours, by its agreement with landlords. */
export function reportLettingsDataBy(known: Temporal.Instant): Temporal.Instant {
  return known.add({ hours: 24 })
}

/** Telling somebody what was obtained about them elsewhere: a month, or the first contact or disclosure if that is earlier (Article 14(3)). */
export function informBy(
  obtained: Temporal.PlainDate,
  firstUse?: Temporal.PlainDate,
  division: Division = 'england-and-wales',
): Temporal.PlainDate {
  const month = rolled(obtained.add({ months: 1 }), division)
  return firstUse !== undefined && Temporal.PlainDate.compare(firstUse, month) < 0 ? firstUse : month
}

/**
 * Answering a council tax notice: 21 days that begin on the day of service (Council Tax (Administration and Enforcement) Regulations 1992 reg.12). The
 * end does not move.
 */
export function answerCouncilTaxBy(served: Temporal.PlainDate): Temporal.PlainDate {
  return served.add({ days: 20 })
}

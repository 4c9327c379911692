/**
 * The body that oversees how personal data is used. On 30 September 2026 the Information Commission took the place of the Information Commissioner
 * (Data (Use and Access) Act 2025 ss.118 and 119). Older texts that name the Commissioner are read as naming the Commission. It is still called ICO,
 * and its addresses are the same.
 */
export const commissionSince = Temporal.PlainDate.from('2026-09-30')

/** The regulator's name on a day. */
export function regulatorOn(day: Temporal.PlainDate): string {
  return Temporal.PlainDate.compare(day, commissionSince) < 0 ? 'Information Commissioner’s Office (ICO)' : 'Information Commission (ICO)'
}

/** Whether a text names the regulator as it was, on a day on which it is called otherwise. */
export function isRenamed(name: string, day: Temporal.PlainDate): boolean {
  return /Commissioner/.test(name) && Temporal.PlainDate.compare(day, commissionSince) >= 0
}

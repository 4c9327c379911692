/**
 * The last day whose events are due on `today` under a calendar period: this day plus the period is not after `today`, and the next day's
 * is. Months are counted forward as in the notice: three months from 30 November end on 28 February, so events of several days can be due
 * on one.
 */
export function lastDue(period: string, today: Temporal.PlainDate): Temporal.PlainDate {
  // Counted backward, months and days can end up to three days before or after where they end counted forward.
  let day = today.subtract(period).subtract({ days: 4 })
  for (;;) {
    const next = day.add({ days: 1 })
    if (Temporal.PlainDate.compare(next.add(period), today) > 0) return day
    day = next
  }
}

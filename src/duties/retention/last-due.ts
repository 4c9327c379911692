/**
 * The last day whose events are due on `today` under a calendar period: that day plus the period is not after `today`, the next one's is. Months are
 * counted as the notice's reader does: three months from 30 November are up on 28 February, so that several days can fall due on one.
 */
export function lastDue(period: string, today: Temporal.PlainDate): Temporal.PlainDate {
  // Counted back, months and days together can end up to three days to either side of where they end counted forward.
  let day = today.subtract(period).subtract({ days: 4 })
  for (;;) {
    const next = day.add({ days: 1 })
    if (Temporal.PlainDate.compare(next.add(period), today) > 0) return day
    day = next
  }
}

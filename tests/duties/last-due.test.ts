import { describe, expect, test } from 'vitest'
import { lastDue } from '#duties/retention/last-due.ts'
import { testDatabase } from '../support/database.ts'

const first = Temporal.PlainDate.from('2023-12-25')
/** Two leap days and four ends of February lie among them. */
const days = Array.from({ length: 1600 }, (_, count) => first.add({ days: count }))
const periods = ['P0D', 'P1D', 'P28D', 'P90D', 'P1M', 'P3M', 'P6M', 'P13M', 'P1Y', 'P6Y', 'P1Y6M', 'P1M30D']

describe.each(periods)('under a period of %s', (period) => {
  test('the last day due has had its time, and the next has not', () => {
    for (const today of days) {
      const day = lastDue(period, today)
      expect(Temporal.PlainDate.compare(day.add(period), today), `${today}`).toBeLessThanOrEqual(0)
      expect(Temporal.PlainDate.compare(day.add({ days: 1 }).add(period), today), `${today}`).toBe(1)
    }
  })
})

test('PostgreSQL counts the same calendar', async () => {
  const on = await testDatabase()
  const ours = periods.flatMap((period) => days.map((today) => ({ period, today: `${today}`, due: `${lastDue(period, today)}` })))
  const text = `select count(*)::int as wrong from jsonb_to_recordset($1::jsonb) as a(period interval, today date, due date)
    where not ((due + period)::date <= today and (due + 1 + period)::date > today)`
  const [answer] = await on.asAdmin((admin) => admin.query<{ wrong: number }>(text, [JSON.stringify(ours)]))
  expect(answer?.wrong).toBe(0)
})

test.each([
  ['P3M', '2027-02-27', '2026-11-27'],
  // Three days fall due on one: 29 and 30 November have no day of their own in February.
  ['P3M', '2027-02-28', '2026-11-30'],
  ['P3M', '2027-03-01', '2026-12-01'],
  ['P90D', '2026-11-23', '2026-08-25'],
  ['P1Y', '2025-02-28', '2024-02-29'],
  ['P0D', '2026-11-23', '2026-11-23'],
])('%s on %s: what happened until %s', (period, today, due) => {
  expect(lastDue(period, Temporal.PlainDate.from(today)).toString()).toBe(due)
})

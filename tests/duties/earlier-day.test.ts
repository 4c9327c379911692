import { expect, test } from 'vitest'
import { isOfEarlierDay } from '#duties/visits/earlier-day.ts'

test.each([
  ['2026-11-23T09:00Z', '2026-11-23T23:30Z', false],
  ['2026-11-23T09:00Z', '2026-11-24T00:00Z', true],
  ['2026-11-23T22:00Z', '2026-11-24T00:30Z', false],
  ['2026-11-23T22:00Z', '2026-11-24T10:00Z', false],
  ['2026-11-23T22:00Z', '2026-11-24T10:00:01Z', true],
  // In summer, midnight in London is at 23:00.
  ['2026-07-01T09:00Z', '2026-07-01T23:00Z', true],
])('a visitor who came at %s is of an earlier day at %s: %s', (arrived, now, is) => {
  expect(isOfEarlierDay(Temporal.Instant.from(arrived), Temporal.Instant.from(now))).toBe(is)
})

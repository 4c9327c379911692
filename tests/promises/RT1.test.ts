import { expect, test } from 'vitest'
import { retentionTable } from '#notice/public-words.ts'
import { retentionRuleFor } from '#notice/retention-of.ts'
import { sweepIfDue } from '#worker/worker.ts'
import { livewest } from '../support/edition.ts'

const { edition } = await livewest()

test('the schedule that is published is the one that runs, for everything that anything uses', () => {
  const published = JSON.stringify(retentionTable(edition))
  for (const activity of edition.activities) {
    for (const category of activity.categories) {
      const rule = retentionRuleFor(edition, category, activity.id)
      expect(rule, `${activity.id} ${category}`).toBeDefined()
      expect(published).toContain(rule?.words)
    }
  }
})

test('it runs once on each London day, and at once after days that were missed', async () => {
  const at = (instant: string) => Temporal.Instant.from(instant)
  const runs = async (last: string | null, now: string): Promise<boolean> =>
    sweepIfDue({ clock: () => at(now), lastSweep: async () => (last === null ? null : at(last)), sweep: async () => {} })
  expect(await runs(null, '2026-11-23T00:30:00Z')).toBe(true)
  expect(await runs('2026-11-23T00:10:00Z', '2026-11-23T23:50:00Z')).toBe(false)
  expect(await runs('2026-11-23T00:10:00Z', '2026-11-24T00:00:00Z')).toBe(true)
  expect(await runs('2026-11-01T00:10:00Z', '2026-11-24T09:00:00Z')).toBe(true)
  // In summer London's midnight is an hour before UTC's.
  expect(await runs('2026-07-01T22:50:00Z', '2026-07-01T23:10:00Z')).toBe(true)
})

import { beforeAll, describe, expect, test } from 'vitest'
import type { Falling } from '#duties/retention/clock-of-type.ts'
import { tableOf } from '#gate/columns.ts'
import { retentionRuleFor } from '#notice/retention-of.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { sweepIfDue } from '#worker/worker.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { lookedAt, putWithEvent, takingAway } from '../support/falling.ts'
import { testGate } from '../support/gate.ts'
import { worksOnce } from '../support/worker.ts'
import { exampleSite } from '../web/example-site.ts'

const released = await livewest()
const { edition } = released

test('the schedule that is served to the public is the one that runs, for everything that anything uses', async () => {
  const { app } = exampleSite({ editions: { current: () => released, list: () => [], get: () => released } })
  const { statusCode, body } = await app.inject('/notice/how-long/schedule')
  expect(statusCode).toBe(200)
  const rows = new Map([...body.matchAll(/<tr[^>]*id="rule-([^"]+)".*?<\/tr>/gs)].map(([row, id]) => [id, row.toLowerCase()]))
  expect([...rows.keys()].toSorted()).toEqual(edition.retention.map(({ id }) => id).toSorted())
  for (const activity of edition.activities) {
    for (const category of activity.categories) {
      const rule = retentionRuleFor(edition, category, activity.id)
      if (rule === undefined) throw new Error(`no period for ${activity.id} ${category}`)
      expect(rows.get(rule.id), rule.id).toContain(`<strong>${rule.words.toLowerCase()}</strong>`)
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

describe('the schedule runs: an item stays the day before its date and goes on it, or waits for a review', async () => {
  const on = await testDatabase()
  const { deps, setNow } = await testGate(on, released)
  // The end of a financial year, so that every rule can fall due on it.
  const due = Temporal.PlainDate.from('2040-03-31')
  const told = (each: Falling) => ({ each, name: each.type.name, rule: each.rule.id, trigger: each.rule.trigger })
  const [rules, reviews] = [takingAway(edition).map(told), lookedAt(edition).map(told)]
  const put = new Map<Falling, string>()
  const there = { before: new Set<string>(), after: new Set<string>() }
  let waiting: Readonly<Record<string, number>> = {}

  /** By itself, as the worker runs it on a new day. */
  async function sweptOn(day: Temporal.PlainDate, left: Set<string>): Promise<void> {
    setNow(Temporal.Instant.from(`${day}T03:00:00Z`))
    const { failed, report } = await worksOnce(deps, async () => null)
    expect(failed).toEqual([])
    waiting = report?.review ?? {}
    for (const type of everyRecordType)
      for (const { id } of await on.asAdmin((admin) => admin.query<{ id: string }>(`select id from ${tableOf(type)}`))) left.add(id)
  }

  beforeAll(async () => {
    await on.asAdmin(async (admin) => {
      const at: Pick<typeof on, 'asAdmin'> = { asAdmin: (work) => work(admin) }
      for (const { each } of [...rules, ...reviews]) put.set(each, await putWithEvent(at, edition, each, due.subtract(each.rule.period)))
    })
    await sweptOn(due.subtract({ days: 1 }), there.before)
    await sweptOn(due, there.after)
  })

  test.each(rules)('$name by `$rule`, from $trigger', ({ each }) => {
    const id = put.get(each) ?? ''
    expect(there.before.has(id)).toBe(true)
    expect(there.after.has(id)).toBe(false)
  })

  test.each(reviews)('$name by `$rule`, from $trigger, which no date takes away', ({ each }) => {
    expect(there.after.has(put.get(each) ?? '')).toBe(true)
    expect(waiting[each.type.name]).toBeGreaterThan(0)
  })
})

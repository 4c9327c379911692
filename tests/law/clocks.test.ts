import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { acknowledgeBy, type ComplaintEvent, complaintClock } from '#law/clocks/complaint.ts'
import { type Division, divisions, firstKnownDay, isWorkingDay, lastKnownDay, rolled } from '#law/holidays.ts'
import { home } from '../support/places.ts'

const date = (text: string) => Temporal.PlainDate.from(text)
const published = join(home, '../shared/data/govuk_bank_holidays.json')
const shape = z.record(z.string(), z.object({ events: z.array(z.object({ date: z.string() })) }))

describe('bank holidays', () => {
  test.skipIf(!existsSync(published))(
    'are those that gov.uk publishes, in each division, for every day that is known (skipped where its file is not there)',
    () => {
      const table = shape.parse(JSON.parse(readFileSync(published, 'utf8')))
      for (const division of divisions) {
        const days = new Set(table[division]?.events.map((event) => event.date))
        for (let day = firstKnownDay; Temporal.PlainDate.compare(day, lastKnownDay) <= 0; day = day.add({ days: 1 }))
          expect([day.toString(), isWorkingDay(day, division)]).toEqual([day.toString(), day.dayOfWeek <= 5 && !days.has(day.toString())])
      }
    },
  )

  test.each<[string, Division, boolean | null]>([
    ['2027-03-29', 'england-and-wales', false],
    ['2027-03-29', 'scotland', true],
    ['2026-11-30', 'scotland', false],
    ['2026-11-30', 'england-and-wales', true],
    ['2027-03-17', 'northern-ireland', false],
    ['2026-12-26', 'england-and-wales', false],
    ['2028-12-29', 'england-and-wales', true],
    ['2029-01-02', 'england-and-wales', null],
    ['2018-12-24', 'scotland', null],
    ['2029-01-06', 'scotland', false],
  ])('%s in %s', (day, division, works) => {
    expect(isWorkingDay(date(day), division)).toBe(works)
  })

  test.each<[string, Division, string]>([
    ['2026-12-25', 'england-and-wales', '2026-12-29'],
    ['2027-01-31', 'scotland', '2027-02-01'],
    ['2027-03-26', 'england-and-wales', '2027-03-30'],
    ['2027-03-26', 'scotland', '2027-03-29'],
    ['2027-03-17', 'northern-ireland', '2027-03-18'],
    ['2026-11-30', 'northern-ireland', '2026-11-30'],
  ])('a period that ends on %s in %s ends on %s', (raw, division, due) => {
    expect(rolled(date(raw), division).toString()).toBe(due)
  })

  test('of a year that nobody knows yet move no day: an earlier end is never too late', () => {
    expect(rolled(date('2028-12-30'), 'england-and-wales').toString()).toBe('2028-12-30')
    expect(rolled(date('2029-12-25'), 'england-and-wales').toString()).toBe('2029-12-25')
  })
})

describe('the clock of a data protection complaint', () => {
  const event = (what: ComplaintEvent['what'], on: string): ComplaintEvent => ({ what, on: date(on) })
  const received = event('received', '2026-11-28')

  test.each([
    ['2026-11-28', '2026-12-29'],
    ['2026-11-23', '2026-12-23'],
    ['2026-06-19', '2026-07-20'],
  ])('a complaint of %s is acknowledged by %s', (on, by) => {
    expect(acknowledgeBy(date(on)).toString()).toBe(by)
  })

  test('runs by the holidays of where the landlord acts', () => {
    expect(acknowledgeBy(date('2026-10-31'), 'england-and-wales').toString()).toBe('2026-11-30')
    expect(acknowledgeBy(date('2026-10-31'), 'scotland').toString()).toBe('2026-12-01')
  })

  test.each<[readonly ComplaintEvent[], string, boolean, string | null]>([
    [[], '2026-12-29', false, null],
    [[], '2026-12-30', true, null],
    [[event('acknowledged', '2026-12-29')], '2027-02-01', false, '2026-12-29'],
    [[event('acknowledged', '2026-12-30')], '2027-02-01', true, '2026-12-30'],
    [[event('answered', '2026-12-01')], '2027-02-01', false, '2026-12-01'],
    [[event('answered', '2027-01-05'), event('acknowledged', '2026-12-01')], '2027-02-01', false, '2026-12-01'],
  ])('with %j, on %s: late %s', (more, today, isLate, heardOn) => {
    const clock = complaintClock([...more, received], date(today))
    expect(clock).toEqual({ acknowledgeBy: date('2026-12-29'), heardOn: heardOn === null ? null : date(heardOn), isLate })
  })

  test('does not run before anything came in, nor before the law had it', () => {
    expect(complaintClock([event('acknowledged', '2026-12-01')], date('2026-12-02'))).toBeUndefined()
    expect(complaintClock([event('received', '2026-06-18')], date('2026-12-02'))).toBeUndefined()
    expect(complaintClock([event('received', '2026-06-19')], date('2026-06-19'))).toMatchObject({ isLate: false })
  })
})

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { housingComplaint } from '#law/clocks/housing-complaint.ts'
import { answerCouncilTaxBy, informBy, reportBreachBy, reportLettingsDataBy } from '#law/clocks/notices.ts'
import { answerBy, statutory } from '#law/clocks/rights-request.ts'
import { type Division, divisions } from '#law/holidays.ts'
import { home } from '../support/places.ts'

const vectors = join(home, '../shared/data/sar_deadline_vectors.json')
const one = z.object({ received: z.string(), due: z.string() })
const pause = z.object({ received: z.string(), stopped: z.string(), restarted: z.string(), old_due: z.string(), new_due: z.string() })
const shape = z.object({
  one_month: z.array(one),
  extended_total_3_months: z.array(one),
  extended_total_2_months_legacy: z.array(one),
  clarification_pause: z.object({ moj_spec: pause }),
})
const date = (text: string) => Temporal.PlainDate.from(text)

describe('the month for a rights request', () => {
  test.each([
    ['2026-11-25', ['2026-12-29', '2026-12-29', '2026-12-29']],
    ['2026-11-28', ['2026-12-29', '2026-12-29', '2026-12-29']],
    ['2026-12-31', ['2027-02-01', '2027-02-01', '2027-02-01']],
    ['2027-01-30', ['2027-03-01', '2027-03-01', '2027-03-01']],
    ['2027-02-26', ['2027-03-30', '2027-03-29', '2027-03-30']],
    ['2027-02-17', ['2027-03-17', '2027-03-17', '2027-03-18']],
    ['2026-10-30', ['2026-11-30', '2026-12-01', '2026-11-30']],
  ])('received on %s, it ends in England and Wales, Scotland and Northern Ireland on %j', (received, due) => {
    const ends = divisions.map((division: Division) =>
      answerBy({ right: 'access', received: date(received) }, { ...statutory, holidaysOf: [division] }).toString(),
    )
    expect(ends).toEqual(due)
  })

  test('is three months from the same start where it is extended', () => {
    expect(answerBy({ right: 'access', received: date('2027-01-30'), extended: true }).toString()).toBe('2027-04-30')
  })

  test('starts with the latest of the request, the identity shown and the fee paid', () => {
    const request = { right: 'other', received: date('2026-11-02') } as const
    expect(answerBy({ ...request, identityShown: date('2026-11-10') }).toString()).toBe('2026-12-10')
    expect(answerBy({ ...request, identityShown: date('2026-11-10'), feePaid: date('2026-11-05') }).toString()).toBe('2026-12-10')
  })

  test.each([
    ['2026-11-02', '2026-11-09', '2026-11-16', false, '2026-12-10'],
    ['2026-11-02', '2026-11-09', '2026-11-16', true, '2027-02-10'],
    ['2026-11-26', '2026-11-30', '2026-12-02', false, '2026-12-29'],
    ['2026-03-02', '2026-03-06', '2026-03-06', false, '2026-04-07'],
    // Received before the law had a pause of its own: the day of the answer counts again.
    ['2026-02-04', '2026-02-09', '2026-02-16', false, '2026-03-11'],
    ['2026-02-05', '2026-02-09', '2026-02-16', false, '2026-03-13'],
  ])('received on %s, paused from %s to %s, extended %s: %s', (received, asked, answered, extended, due) => {
    const pauses = [{ asked: date(asked), answered: date(answered) }]
    expect(answerBy({ right: 'access', received: date(received), extended, pauses }).toString()).toBe(due)
  })

  test.skipIf(!existsSync(vectors))(
    'is as others have worked it out, under the count and the holidays that each names (skipped where ../shared/data is absent)',
    () => {
      const said = shape.parse(JSON.parse(readFileSync(vectors, 'utf8')))
      const due = (received: string, counting = statutory, extended = false, pauses: readonly [string, string][] = []) =>
        answerBy(
          {
            right: 'access',
            received: date(received),
            extended,
            pauses: pauses.map(([asked, answered]) => ({ asked: date(asked), answered: date(answered) })),
          },
          counting,
        ).toString()
      for (const each of said.one_month) expect([each.received, due(each.received)]).toEqual([each.received, each.due])
      for (const each of said.extended_total_3_months) expect(due(each.received, statutory, true)).toBe(each.due)
      const twoMonths = { ...statutory, extendedMonths: 2 }
      for (const each of said.extended_total_2_months_legacy) expect(due(each.received, twoMonths, true)).toBe(each.due)
      const { received, stopped, restarted, old_due, new_due } = said.clarification_pause.moj_spec
      const everywhere = { ...statutory, pause: 'answer-day-counts', holidaysOf: divisions } as const
      expect([due(received), due(received, everywhere, false, [[stopped, restarted]])]).toEqual([old_due, new_due])
      expect(due(received, { ...everywhere, holidaysOf: ['england-and-wales'] }, false, [[stopped, restarted]])).toBe(old_due)
      expect(due(received, statutory, false, [[stopped, restarted]])).toBe('2025-12-02')
    },
  )

  test('is paused for access alone', () => {
    const pauses = [{ asked: date('2026-11-09'), answered: date('2026-11-16') }]
    expect(answerBy({ right: 'other', received: date('2026-11-02'), pauses }).toString()).toBe('2026-12-02')
  })
})

describe('other deadlines of the law', () => {
  test('a breach is reported within 72 hours, at night and over Christmas too, and lettings data within 24', () => {
    const known = Temporal.Instant.from('2026-12-24T22:30:00Z')
    expect(reportBreachBy(known).toString()).toBe('2026-12-27T22:30:00Z')
    expect(reportLettingsDataBy(known).toString()).toBe('2026-12-25T22:30:00Z')
  })

  test('people hear within a month what was obtained about them elsewhere, and before it is first used with them', () => {
    expect(informBy(date('2026-11-25')).toString()).toBe('2026-12-29')
    expect(informBy(date('2026-11-25'), date('2026-12-01')).toString()).toBe('2026-12-01')
    expect(informBy(date('2026-11-25'), date('2027-02-01')).toString()).toBe('2026-12-29')
  })

  test('the day on which a council tax notice is served counts', () => {
    expect(answerCouncilTaxBy(date('2026-12-01')).toString()).toBe('2026-12-21')
  })

  test('a complaint about housing has the working days of the complaint handling code', () => {
    const said = (stage: 1 | 2, acknowledged?: string) => {
      const days = housingComplaint(stage, date('2026-12-04'), acknowledged === undefined ? undefined : date(acknowledged))
      return [days.acknowledgeBy, days.answerBy, days.extendedTo].map(String)
    }
    expect(said(1)).toEqual(['2026-12-11', '2026-12-29', '2027-01-13'])
    expect(said(1, '2026-12-07')).toEqual(['2026-12-11', '2026-12-21', '2027-01-07'])
    expect(said(2)).toEqual(['2026-12-11', '2027-01-13', '2027-02-10'])
  })

  test('no day is told where holidays are not known yet', () => {
    expect(housingComplaint(1, date('2028-12-27')).answerBy).toBeNull()
  })
})

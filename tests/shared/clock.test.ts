import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dateIn } from '#shared/clock.ts'

const dateAt = (instant: string) => dateIn(Temporal.Instant.from(instant)).toString()

test('a day in London begins and ends at its own midnight, in whatever order it is asked', () => {
  // British Summer Time began on 29 March 2026 and ended on 25 October: days of 23 and of 25 hours.
  const asked = [
    ['2026-03-28T23:59:59.999999999Z', '2026-03-28'],
    ['2026-03-29T00:00:00Z', '2026-03-29'],
    ['2026-03-29T22:59:59.999999999Z', '2026-03-29'],
    ['2026-03-29T23:00:00Z', '2026-03-30'],
    ['2026-10-24T22:59:59.999999999Z', '2026-10-24'],
    ['2026-10-24T23:00:00Z', '2026-10-25'],
    ['2026-10-25T23:59:59.999999999Z', '2026-10-25'],
    ['2026-10-26T00:00:00Z', '2026-10-26'],
    ['2028-02-28T23:59:59Z', '2028-02-28'],
    ['2028-02-29T12:00:00Z', '2028-02-29'],
  ] as const
  for (const list of [asked, asked.toReversed()]) for (const [instant, date] of list) expect(dateAt(instant), instant).toBe(date)
})

test('is the same whatever was asked before', () => {
  const hours = fc.array(fc.integer({ min: 0, max: 24 * 370 }), { minLength: 2, maxLength: 40 })
  fc.assert(
    fc.property(hours, (list) => {
      for (const hour of list) {
        const instant = Temporal.Instant.from('2026-01-01T00:00:00Z').add({ hours: hour })
        expect(dateIn(instant).toString()).toBe(instant.toZonedDateTimeISO('Europe/London').toPlainDate().toString())
      }
    }),
  )
})

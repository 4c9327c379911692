import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { periodWords } from '#notice/period-words.ts'
import { dueOn, retentionRuleFor } from '#notice/retention-of.ts'
import { editionOf } from './landlord-files.ts'

describe('the day on which something goes', () => {
  test.each([
    ['a call of 1 January goes on day 90', 'P90D', '2026-01-01', '2026-04-01'],
    ['a call before a leap day goes on day 90', 'P90D', '2024-01-01', '2024-03-31'],
    ['a call before the clocks go forward goes on day 90 all the same', 'P90D', '2026-03-28', '2026-06-26'],
    ['a call before the clocks go back goes on day 90 all the same', 'P90D', '2026-10-24', '2027-01-22'],
    ['footage of 15 August goes three calendar months later', 'P3M', '2026-08-15', '2026-11-15'],
    ['footage of 30 November goes on the last day of February', 'P3M', '2026-11-30', '2027-02-28'],
    ['footage of 30 November goes on a leap day where there is one', 'P3M', '2027-11-30', '2028-02-29'],
    ['footage of 31 March goes on 30 June', 'P3M', '2026-03-31', '2026-06-30'],
    ['six years from a leap day end on 28 February', 'P6Y', '2024-02-29', '2030-02-28'],
    ['four years from a leap day end on one', 'P4Y', '2024-02-29', '2028-02-29'],
    ['years and months count years first', 'P6Y6M', '2024-02-29', '2030-08-29'],
    ['at once is the same day', 'P0D', '2026-02-28', '2026-02-28'],
  ])('%s', (_, period, from, due) => {
    expect(dueOn({ period }, Temporal.PlainDate.from(from)).toString()).toBe(due)
  })

  test('nothing is due before its clock started, and a later start is never due earlier', () => {
    const day = fc.integer({ min: 0, max: 40_000 }).map((days) => Temporal.PlainDate.from('1970-01-01').add({ days }))
    const period = fc.tuple(fc.nat(12), fc.nat(18), fc.nat(120)).map(([y, m, d]) => `P${y}Y${m}M${d}D`)
    fc.assert(
      fc.property(day, fc.nat(400), period, (from, later, period) => {
        const due = dueOn({ period }, from)
        expect(Temporal.PlainDate.compare(from, due)).toBeLessThanOrEqual(0)
        expect(Temporal.PlainDate.compare(due, dueOn({ period }, from.add({ days: later })))).toBeLessThanOrEqual(0)
      }),
    )
  })
})

describe('which rule counts', () => {
  test('the rule that names the activity wins over the general one', async () => {
    const edition = await editionOf('harbour-homes')
    expect(retentionRuleFor(edition, 'personal-details', 'mooring-permits')?.id).toBe('moorings')
    expect(retentionRuleFor(edition, 'personal-details', 'repairs')?.id).toBe('tenancy')
  })

  test('the order in which rules are written does not matter', async () => {
    const { retention } = await editionOf('harbour-homes')
    expect(retentionRuleFor({ retention: retention.toReversed() }, 'personal-details', 'mooring-permits')?.id).toBe('moorings')
  })

  test('where nobody said how long, there is no rule, rather than for ever', async () => {
    const { retention } = await editionOf('city-trust')
    expect(retentionRuleFor({ retention }, 'health', 'research')).toBeUndefined()
    const named = retention.filter((rule) => rule.id === 'visitors')
    expect(retentionRuleFor({ retention: named }, 'personal-details', 'research')).toBeUndefined()
  })
})

test.each([
  ['P90D', '90 days'],
  ['P3M', '3 months'],
  ['P1Y', '1 year'],
  ['P6Y6M', '6 years and 6 months'],
  ['P1Y2M3D', '1 year, 2 months and 3 days'],
  ['P0D', 'at once'],
])('%s reads as %s', (period, words) => {
  expect(periodWords(period)).toBe(words)
})

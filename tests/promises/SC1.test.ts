import { expect, test } from 'vitest'
import { sensitivityOf } from '#notice/vocabulary.ts'
import { livewest } from '../support/edition.ts'

const { edition } = await livewest()

test('what the law protects specially is marked so, and described to the public', () => {
  const special = edition.categories.filter((category) => sensitivityOf(category.id) === 'special').map((category) => category.id)
  expect(special.toSorted()).toEqual([
    'disability',
    'ethnic-origin',
    'health',
    'political-opinion',
    'religion-or-belief',
    'sexual-orientation',
    'support-needs',
    'trade-union-membership',
  ])
})

test('political opinions and union membership are not collected, and deleted on sight', () => {
  for (const category of ['political-opinion', 'trade-union-membership'] as const) {
    const collecting = edition.activities.filter((activity) =>
      activity.colleagues.some((grant) => grant.acts.includes('collect') && grant.categories.includes(category)),
    )
    expect(collecting).toEqual([])
    expect(edition.retention.find((rule) => rule.categories.includes(category))?.period).toBe('P0D')
  }
})

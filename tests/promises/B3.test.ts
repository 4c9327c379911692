import { expect, test } from 'vitest'
import { sensitivityOf } from '#notice/vocabulary.ts'
import { livewest } from '../support/edition.ts'

const { edition } = await livewest()

test('special category information is shared only under a further condition, written for each', () => {
  let seen = 0
  for (const activity of edition.activities) {
    for (const sharing of activity.sharing) {
      if (sharing.with.every((kind) => kind === 'the-person')) continue
      for (const category of sharing.categories.filter((each) => sensitivityOf(each) !== 'ordinary')) {
        seen += 1
        expect(sharing.conditions[category]?.length ?? 0, `${activity.id} ${category}`).toBeGreaterThan(0)
      }
    }
  }
  expect(seen).toBeGreaterThan(10)
})

import { expect, test } from 'vitest'
import { livewest } from '../support/edition.ts'

const { edition } = await livewest()

test('five bases are relied upon for our own use, and no other', () => {
  const used = new Set(edition.activities.map((activity) => activity.basis))
  expect([...used].toSorted()).toEqual(['consent', 'contract', 'legal-obligation', 'legitimate-interests', 'vital-interests'])
})

import { expect, test } from 'vitest'
import { livewest } from '../support/edition.ts'

const { edition } = await livewest()

test('everything we do serves a purpose that is told, and no purpose is told that nothing serves', () => {
  const told = new Set(edition.purposes.map((purpose) => purpose.id))
  const served = new Set(edition.activities.map((activity) => activity.purpose))
  expect([...served].filter((purpose) => !told.has(purpose))).toEqual([])
  expect([...told].filter((purpose) => !served.has(purpose))).toEqual([])
})

test('each purpose is explained to the public in words', () => {
  for (const activity of edition.activities) expect(activity.why.length, activity.id).toBeGreaterThan(30)
  expect(edition.activities.filter((activity) => activity.clauses.includes('W1')).map((activity) => activity.purpose)).toContain(
    'serving-you',
  )
})

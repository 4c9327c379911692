import { expect, test } from 'vitest'
import { acts, categories, recipientKinds, roles } from '#notice/vocabulary.ts'
import { agree } from './agree.ts'
import { liveWest } from './editions.ts'

test('the readable rules and the compiled ones give the same answer and reasons to every question about LiveWest', {
  timeout: 900_000,
}, async () => {
  const released = await liveWest()
  const walked = agree(released)
  expect(walked.differences).toEqual([])
  expect(walked.cells).toBe(
    (released.edition.activities.length + 1) * (roles.length + recipientKinds.length) * acts.length * categories.length,
  )
  expect(walked.entries).toBeGreaterThan(1000)
})

import { expect, test } from 'vitest'
import { agree } from './agree.ts'
import { smallLandlords } from './editions.ts'
import { everyFeature } from './every-feature.ts'

test('they agree on a notice that uses everything a notice can say', { timeout: 900_000 }, async () => {
  const walked = agree(await everyFeature())
  expect(walked.differences).toEqual([])
  expect(walked.entries).toBeGreaterThan(200)
})

test('they agree on landlords who could hardly be more different', { timeout: 900_000 }, async () => {
  for (const released of await smallLandlords()) expect(agree(released).differences, released.edition.id).toEqual([])
})

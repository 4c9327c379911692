import { expect, test } from 'vitest'
import { livewest } from '../support/edition.ts'

const { edition } = await livewest()

test('every period says what it rests on and how sure that is', () => {
  expect(edition.retention.length).toBeGreaterThan(40)
  for (const rule of edition.retention) expect(rule.ground.length, rule.id).toBeGreaterThan(10)
})

test('only what the notice or the law fixes is called fixed; the rest is the landlord’s to confirm', () => {
  const fixed = edition.retention.filter((rule) => rule.standing !== 'to-confirm')
  expect(fixed.map((rule) => rule.period).toSorted()).toEqual(['P3M', 'P90D'])
  for (const rule of fixed) expect(rule.confidence).toBe('A')
})

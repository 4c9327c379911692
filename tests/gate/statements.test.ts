import { expect, test } from 'vitest'
import { readStatement } from '#gate/read/statements.ts'
import { activities } from '#notice/vocabulary.ts'
import { everyPart } from '#records/every-part.ts'

test('each statement that reads has a name of its own, and none that PostgreSQL would cut off', () => {
  const names = everyPart.flatMap((part) => [
    ...(['person', 'item'] as const).map((scope) => readStatement(part, { scope, alsoHeld: true }).name),
    ...activities.map((usedFor) => readStatement(part, { scope: 'purpose', limit: 250, usedFor }).name),
  ])
  expect(new Set(names).size).toBe(names.length)
  expect(names.filter((name = '') => name.length > 63)).toEqual([])
})

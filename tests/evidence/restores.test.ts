import { describe, expect, test } from 'vitest'
import { explainedBy, type Restore } from '#evidence/witness/restores.ts'

/** A backup of Monday noon, put back on Tuesday noon: the first seal after it is number 101. */
const restore: Restore = { made: '2026-11-30T12:00:00Z', at: '2026-12-01T12:00:00Z', cover: '101' }
const explained = (seal: string, sealedAt: string | undefined) =>
  explainedBy([restore], seal, sealedAt === undefined ? undefined : Temporal.Instant.from(sealedAt)) !== undefined

describe('a restore on record', () => {
  test('explains the heads of what was sealed between its backup and itself', () => {
    expect(explained('101', '2026-11-30T12:00:01Z')).toBe(true)
    expect(explained('150', '2026-12-01T11:59:59Z')).toBe(true)
    // Sealed while the backup was still being copied: its day is that of its end.
    expect(explained('101', '2026-11-30T11:58:00Z')).toBe(true)
  })

  test.each([
    ['what was in the backup', '100', '2026-11-30T11:00:00Z'],
    ['what was sealed after it', '102', '2026-12-01T12:00:01Z'],
    ['a head of which nobody knows when it was made', '101', undefined],
  ])('does not explain %s', (_, seal, sealedAt) => {
    expect(explained(seal, sealedAt)).toBe(false)
  })

  test('is needed: where none is on record, nothing is explained', () => {
    expect(explainedBy([], '101', Temporal.Instant.from('2026-11-30T12:00:01Z'))).toBeUndefined()
  })
})

import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { run } from '#cli/run.ts'
import { sweep } from '#duties/retention/sweep.ts'
import { seal } from '#evidence/seal.ts'
import { verify } from '#evidence/verify.ts'
import { progressBar } from '#main/progress.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
import { testGate } from '../support/gate.ts'
import { contextOf, systemOf } from './context.ts'

const on = await testDatabase()
const { deps } = await testGate(on, await livewest())
const heads = join(on.data, 'heads.log')
const system = systemOf(deps, {
  sweep: (options) => sweep({ ...deps, types: everyRecordType }, options),
  verifyEvidence: async (progress) => {
    await seal(on.database, heads, noon)
    return verify(on.database, heads, { progress })
  },
})

/** What a command draws on a terminal on which each look at the clock is so many milliseconds after the last. */
async function drawn(line: readonly string[], pace: number, isTTY = true): Promise<string> {
  let [seen, now] = ['', 0]
  const stream = { isTTY, write: (text: string) => (seen += text) }
  const progress = progressBar(stream, () => (now += pace))
  await run(line, () => contextOf({ system: async () => system, progress }))
  return seen
}

describe('whoever waits at a terminal', () => {
  test.each([
    [['example', '--people', '3'], 'inventing'],
    [['sweep', '--dry-run'], 'sweeping'],
    [['evidence', 'verify'], 'checking'],
  ])('sees how far `%s` is, and once that it is done', async (line, label) => {
    const seen = await drawn(line, 2000)
    expect(seen).toMatch(new RegExp(`\\r${label} █{30} 100 %\\n$`))
    expect(seen.split('100 %')).toHaveLength(2)
  })

  test('sees how far a sweep is while it goes on', async () => {
    expect(await drawn(['sweep'], 2000)).toMatch(/sweeping █+░+ [1-9]\d? %\r/)
  })

  test('sees nothing of what is over within a second, and nobody does where nobody watches', async () => {
    expect(await drawn(['evidence', 'verify'], 1)).toBe('')
    expect(await drawn(['evidence', 'verify'], 2000, false)).toBe('')
  })
})

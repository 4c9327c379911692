import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { evidenceVerifyCommand } from '#cli/commands/evidence.ts'
import { headsText, publishedHeads } from '#evidence/witness/published.ts'
import { openSystem } from '../../src/main/system.ts'
import { contextOf } from '../cli/context.ts'
import { begunFolder } from '../support/begun-folder.ts'
import { noon } from '../support/edition.ts'
import { home } from '../support/places.ts'
import { settingsOf } from '../support/settings.ts'

const words = /^the evidence is whole by what is kept here; no witness set, so none was asked/

test('where witnesses are to be asked and none is set, the check says so and is not well, whatever a copy of the heads says', async () => {
  const data = await begunFolder('empty-at-noon')
  const system = await openSystem(settingsOf(data), home, () => noon)
  try {
    const copy = join(data, 'copy.txt')
    await writeFile(copy, headsText(await publishedHeads(system.deps.database, null), '/promises/heads.txt'))
    const verify = (options: Readonly<Record<string, string | boolean>>) =>
      evidenceVerifyCommand.run(contextOf({ system: async () => system }), { words: [], options })
    const both = await verify({ witness: true, heads: copy })
    expect(both).toMatchObject({ exit: 1, json: { ok: false, noWitnessSet: true, faults: [], witnesses: [{ reached: true }] } })
    expect(both.text).toMatch(words)
    const alone = await verify({ witness: true })
    expect([alone.exit, alone.text]).toEqual([1, expect.stringMatching(words)])
    expect(await verify({ heads: copy })).toMatchObject({ exit: 0, json: { ok: true } })
  } finally {
    await system.close()
    await rm(data, { recursive: true, force: true })
  }
})

test('a copy of the heads that cannot be read is named before anything is opened', async () => {
  const options = { witness: true, heads: join(home, 'no-such-copy.txt') }
  await expect(evidenceVerifyCommand.run(contextOf({}), { words: [], options })).rejects.toMatchObject({
    code: 'heads-unreadable',
    message: `the file ${options.heads} cannot be read`,
  })
})

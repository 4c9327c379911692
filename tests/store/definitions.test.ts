import { join } from 'node:path'
import { expect, test } from 'vitest'
import { definitionsOf } from '#store/definitions.ts'
import { testDatabase } from '../support/database.ts'
import { migrations } from '../support/places.ts'

/** After a new migration: `npx vitest run tests/store/definitions.test.ts -u` writes the file anew. Read what changed in it. */
test('the migrations make what is written down as theirs, and nothing else', async () => {
  const on = await testDatabase({ with: 'tables' })
  const lines = await on.asOwner(definitionsOf)
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(join(migrations, 'definitions.txt'))
})

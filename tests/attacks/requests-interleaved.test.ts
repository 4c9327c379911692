import { rm } from 'node:fs/promises'
import { test } from 'vitest'
import { begunFolder } from '../support/begun-folder.ts'
import { noon } from '../support/edition.ts'
import { interleaveInOrders } from './long/interleavings.ts'

test('requests, holds, sweeps, erasures, copies and restores in any order: nothing erased lives, nothing kept goes, nobody else is told of', async () => {
  const data = await begunFolder('empty-at-noon')
  try {
    await interleaveInOrders(2, { data, begins: noon })
  } finally {
    await rm(data, { recursive: true, force: true })
  }
}, 240_000)

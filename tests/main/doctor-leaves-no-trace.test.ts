import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemEntry } from '#evidence/system-entry.ts'
import { type Server, startServer } from '#store/server.ts'
import { openSystem } from '../../src/main/system.ts'
import { begunFolder } from '../support/begun-folder.ts'
import { noon } from '../support/edition.ts'
import { home } from '../support/places.ts'
import { settingsOf } from '../support/settings.ts'

let data: string
let server: Server
const opened = () => openSystem(settingsOf(data), home, () => noon)

beforeAll(async () => {
  data = await begunFolder('empty-at-noon')
  server = await startServer(data)
}, 120_000)
afterAll(async () => {
  await server.stop()
  await rm(data, { recursive: true, force: true })
})

test('what `doctor` finds unsealed stays so for whoever looks next, and what is done afterwards seals it', async () => {
  const examined = await opened()
  const edition = examined.released().hash
  await examined.deps.record([systemEntry({ kind: 'system', actor: 'system:keys', act: 'renew-secret', edition, detail: {} })])
  await examined.doctor()
  await examined.close()
  const verified = await opened()
  expect(await verified.verifyEvidence()).toMatchObject({ ok: true, unsealed: { rows: 1 } })
  await verified.close()
  await (await opened()).close()
  const last = await opened()
  expect(await last.verifyEvidence()).toMatchObject({ ok: true, unsealed: { rows: 0 } })
  await last.close()
}, 120_000)

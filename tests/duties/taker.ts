// Takes in recorded calls of one person until killed: `taker.ts TARGET KEY VAULT PERSON`, the first and the third as JSON.
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { decide } from '#decisions/decide.ts'
import { groupCommitter } from '#evidence/group-commit.ts'
import { takeInCall } from '#exchange/telephone/take-in.ts'
import { makeGate } from '#gate/gate.ts'
import { openDatabase } from '#store/database.ts'
import { erasureLog } from '#store/erasures.ts'
import { fileKeyProvider } from '#store/file-key-provider.ts'
import { personKeys } from '#store/keys.ts'
import { type VaultStore, vaultOf } from '../../src/main/settings/vault-settings.ts'
import { livewest, noon } from '../support/edition.ts'
import { inChunks, undrawn } from '../support/sound.ts'

const [, , target = '', key = '', place = '', person = ''] = process.argv
const { app, schema } = z.object({ app: z.custom<Parameters<typeof openDatabase>[0]>(), schema: z.string() }).parse(JSON.parse(target))
const released = await livewest()
const database = openDatabase(app, schema)
const erasures = erasureLog(`${key}.erasures.log`, () => noon)
const parts = {
  database,
  keys: personKeys(database, await fileKeyProvider(key), erasures),
  erasures,
  objects: await vaultOf(z.custom<VaultStore>().parse(JSON.parse(place)), 'landlord'),
  record: groupCommitter(database).record,
  clock: () => noon,
  inForce: () => ({ released, decide: (request: Parameters<typeof decide>[1]) => decide(released, request) }),
}
const gate = makeGate(parts)
const sound = undrawn(9_600_000)
const startedAt = noon.subtract({ hours: 5 }).toString()
async function takeOn(): Promise<never> {
  for (;;) {
    const call = { reference: randomUUID(), direction: 'in', startedAt, seconds: 600, person } as const
    const answer = await takeInCall({ ...parts, gate, ffmpeg: null }, call, inChunks(sound, 65_536))
    if (answer.taken !== 'stored') throw new Error(JSON.stringify(answer))
    process.stdout.write('.')
  }
}
await Promise.all([takeOn(), takeOn()])

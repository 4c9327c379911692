import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { get } from 'node:http'
import { join } from 'node:path'
import fastify from 'fastify'
import { takeInCall } from '#exchange/telephone/take-in.ts'
import { callRecordings } from '#records/call-recording/call-recording.ts'
import { inChunks, wavOf } from '../tests/support/sound.ts'
import type { BenchResult } from './decisions.ts'
import type { Ground } from './ground.ts'
import { atMost, elapsed, interleaved } from './rounds.ts'

/** What a player needs for one second of telephone sound: the header of the file, and 8,000 samples of two bytes. */
const aSecond = 44 + 16_000
const listener = { id: randomUUID(), name: 'Ann Hosking', team: 'Contact team', roles: ['team-leader'] } as const

/**
 * From the request to the first audible second of a recording of ten minutes: out of the vault, and from the plain file, by the same server and
 * behind the same door (the record is opened, the part asked for is decided on and on record first).
 */
export async function benchFirstSecond(on: Ground, person: string, quick: boolean): Promise<BenchResult> {
  const sound = wavOf(600)
  const plain = join(on.folder, 'plain.wav')
  await writeFile(plain, sound)
  const startedAt = on.parts.clock().subtract({ hours: 5 }).toString()
  const call = { reference: randomUUID(), direction: 'in', startedAt, seconds: 600, person } as const
  const taken = await takeInCall({ ...on.parts, gate: on.gate, ffmpeg: null }, call, inChunks(sound, 65_536))
  if (taken.taken !== 'stored') throw new Error('a benchmark’s recording was refused')
  const heard = async () => {
    const asked = { activity: 'call-quality', person, because: 'case', vouched: ['private-setting'] } as const
    const opened = await on.gate.open(listener, asked)
    if (!opened.ok) throw new Error('a benchmark’s record was not opened')
    const answer = await opened.hear(callRecordings, { id: taken.recording, from: 0, to: Number.MAX_SAFE_INTEGER })
    if (!answer.ok) throw new Error('a benchmark’s recording was not heard')
    return answer.stretch
  }
  const app = fastify()
  const sending = { 'content-type': 'audio/wav', 'content-length': sound.length }
  app.get('/vault', async (_, reply) => {
    const stretch = await heard()
    return reply.headers(sending).send(stretch.read())
  })
  app.get('/plain', async (_, reply) => {
    await heard()
    return reply.headers(sending).send(createReadStream(plain))
  })
  app.get('/bare', (_, reply) => reply.headers(sending).send(createReadStream(plain)))
  const at = await app.listen({ host: '127.0.0.1', port: 0 })
  const times = quick ? 50 : 200
  const block = (path: string) => async () =>
    (await elapsed(async () => {
      for (let count = 0; count < times; count += 1) await firstSecond(`${at}${path}`)
    })) / times
  const rounds = await interleaved(quick ? 5 : 11, block('/vault'), block('/plain'))
  const bare = await block('/bare')()
  await app.close()
  const ms = (time: number): string => `${time.toFixed(1)} ms`
  const detail = `${ms(rounds.ours)} out of the vault, ${ms(rounds.other)} the plain file behind the same door; ${ms(bare)} with no door at all`
  return atMost('vault-first-second', rounds.ratio, 1.3, detail)
}

function firstSecond(address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    get(address, { agent: false }, (answer) => {
      let got = 0
      answer.on('data', (chunk: Buffer) => {
        got += chunk.length
        if (got < aSecond) return
        answer.destroy()
        resolve()
      })
      answer.on('error', () => {})
    }).on('error', reject)
  })
}

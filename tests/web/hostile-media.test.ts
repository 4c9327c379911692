import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { promisify } from 'node:util'
import fastify from 'fastify'
import { afterAll, describe, expect, test } from 'vitest'
import { soundOf } from '#exchange/telephone/sound-kind.ts'
import { mostBytes } from '#exchange/telephone/take-in.ts'
import { makeGate } from '#gate/gate.ts'
import { folderObjects } from '#store/vault/folder-objects.ts'
import type { Objects } from '#store/vault/objects.ts'
import { recordingsDoor } from '../../src/web/api/recordings.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
import { testGate } from '../support/gate.ts'
import { type MadeMedia, madeMedia } from '../support/media.ts'
import { putPerson } from '../support/people.ts'
import { undrawn, wavOf } from '../support/sound.ts'
import { namesIn } from '../support/vaults.ts'

const on = await testDatabase()
const { deps } = await testGate(on, await livewest())
const { person } = await putPerson(on)
const folder = await mkdtemp(join(tmpdir(), 'assured-hostile-'))

/** The telephone system's door alone, over a vault. */
async function doorOver(objects: Objects): Promise<string> {
  const app = fastify({ logger: false })
  const gateDeps = { ...deps, objects }
  await app.register(recordingsDoor({ gateDeps, gate: makeGate(gateDeps), telephoneToken: 'ring', ffmpeg: null }))
  afterAll(() => app.close())
  return app.listen({ host: '127.0.0.1', port: 0 })
}
const at = await doorOver(deps.objects)
afterAll(() => rm(folder, { recursive: true, force: true }))

const boundary = 'x-assured-x'
const headers = { authorization: 'Bearer ring', 'content-type': `multipart/form-data; boundary=${boundary}` }
const startedAt = noon.subtract({ hours: 1 }).toString()

function beginning(name: string, type: string): string {
  const call = JSON.stringify({ reference: randomUUID(), direction: 'in', startedAt, seconds: 900, person })
  return `--${boundary}\r\ncontent-disposition: form-data; name="call"\r\n\r\n${call}\r\n--${boundary}\r\n\
content-disposition: form-data; name="sound"; filename="${name}"\r\ncontent-type: ${type}\r\n\r\n`
}
const end = `\r\n--${boundary}--\r\n`

async function send(sound: Buffer, { name = 'call.wav', type = 'audio/wav', to = at } = {}) {
  const body = Buffer.concat([Buffer.from(beginning(name, type)), sound, Buffer.from(end)])
  const answer = await fetch(`${to}/api/v1/recordings`, { method: 'POST', headers, body })
  return { status: answer.status, body: await answer.json() }
}

async function kept(): Promise<readonly { readonly media_type: string }[]> {
  return on.asAdmin((admin) => admin.query('select media_type from call_recording order by collected_at'))
}

/** That `work` leaves no row and no byte behind. */
async function leavesNothing(work: () => Promise<unknown>): Promise<void> {
  const [rows, names] = [await kept(), await namesIn(deps.objects)]
  await work()
  expect(await kept()).toEqual(rows)
  expect(await namesIn(deps.objects)).toEqual(names)
}

describe('what a telephone system sends as a sound', () => {
  test.each<readonly [MadeMedia, string, string]>([
    ['sound.mp3', 'call.wav', 'audio/mpeg'],
    ['sound.ogg', '../../call.exe', 'audio/ogg'],
    ['sound.m4a', 'call.txt', 'audio/mp4'],
  ])('is what it is: %s called %s is %s', async (media, name, type) => {
    expect(await send(await madeMedia(media), { name, type: 'text/html' })).toMatchObject({ status: 201 })
    const types = (await kept()).map((row) => row.media_type)
    expect(types).toContain(type)
    expect(types).not.toContain('text/html')
  })

  test.each<readonly [string, () => Promise<Buffer> | Buffer, string, number]>([
    ['a film that says it is a WAV', () => madeMedia('film.mp4'), 'media-unknown-kind', 415],
    ['a picture that says it is a WAV', () => madeMedia('picture.png'), 'media-unknown-kind', 415],
    ['nothing at all', () => Buffer.alloc(0), 'media-empty', 422],
    ['the first bytes of one', () => wavOf(1).subarray(0, 9), 'media-unknown-kind', 415],
    ['a page with a sound behind it', async () => Buffer.concat([Buffer.from('<script>1</script>'), wavOf(1)]), 'media-unknown-kind', 415],
    ['the head of one, and no sample', () => wavOf(0), 'media-hollow', 422],
    ['the first half of one', () => wavOf(2).subarray(0, 16_000), 'media-cut-short', 422],
    ['longer than the call was', () => wavOf(910), 'media-too-long', 422],
    ['zeros', () => Buffer.alloc(200_000), 'media-unknown-kind', 415],
  ])('is refused where it is %s, by the name of its field, and nothing of it is kept', async (_, made, code, status) => {
    await leavesNothing(async () => {
      const answer = await send(await made())
      expect(answer).toMatchObject({ status, body: { error: { code } } })
      expect(JSON.stringify(answer.body)).toContain('`sound`')
    })
  })

  test('under the reference of another call is refused with 409, and the other stays', async () => {
    const call = JSON.stringify({ reference: 'PBX-taken', direction: 'in', startedAt, seconds: 900, person })
    const sent = async (sound: Buffer) => {
      const body = new FormData()
      body.append('call', call)
      body.append('sound', new Blob([Uint8Array.from(sound)]), 'call.wav')
      const answer = await fetch(`${at}/api/v1/recordings`, { method: 'POST', headers: { authorization: headers.authorization }, body })
      return { status: answer.status, body: await answer.json() }
    }
    expect(await sent(wavOf(1))).toMatchObject({ status: 201 })
    expect(await sent(wavOf(2))).toMatchObject({
      status: 409,
      body: { error: { code: 'taken', message: expect.stringContaining('`reference`') } },
    })
    expect(await sent(wavOf(1))).toMatchObject({ status: 200, body: { stored: false } })
  })

  test('and is a sound with a page in it is kept as a sound, and as nothing else', async () => {
    const page = Buffer.from('<html><script>alert(1)</script></html>'.repeat(3))
    const polyglot = Buffer.concat([Buffer.from('ID3\x04\0\0\0\0\0'), Buffer.from([page.length]), page, undrawn()])
    expect(await send(polyglot, { name: 'page.html', type: 'text/html' })).toMatchObject({ status: 201 })
    expect((await kept()).map((row) => row.media_type)).not.toContain('text/html')
  })

  test('is not kept where the sender goes away in the middle of it', async () => {
    await leavesNothing(async () => {
      const sending = request(`${at}/api/v1/recordings`, { method: 'POST', headers: { ...headers, 'content-length': 5_000_000 } })
      sending.on('error', () => {})
      sending.write(beginning('call.wav', 'audio/wav'))
      sending.write(wavOf(150))
      await expect.poll(async () => (await namesIn(deps.objects)).filter((name) => name.endsWith('.part')).length).toBe(1)
      sending.destroy()
      await expect.poll(async () => (await namesIn(deps.objects)).filter((name) => name.endsWith('.part')).length).toBe(0)
    })
  })

  test('of four gigabytes is refused at once where it says so', async () => {
    await leavesNothing(async () => {
      const length = 4 * 1024 ** 3
      const sending = request(`${at}/api/v1/recordings`, { method: 'POST', headers: { ...headers, 'content-length': length } })
      sending.on('error', () => {})
      sending.write(beginning('call.wav', 'audio/wav'))
      const [answer] = await once(sending, 'response')
      expect(answer.statusCode).toBe(413)
      const told = Buffer.concat(await Readable.from(answer).toArray()).toString()
      expect(told).toContain('media-too-large')
      expect(told).toContain('`sound`')
      expect(told).toContain(String(mostBytes))
      sending.destroy()
    })
  })

  test('of four gigabytes is refused while it comes where it says nothing, long before all of it has come', async () => {
    const path = join(folder, 'sparse.wav')
    const file = await open(path, 'w')
    await file.write(wavOf(1))
    await file.truncate(4 * 1024 ** 3)
    await file.close()
    await leavesNothing(async () => {
      const stream = createReadStream(path, { highWaterMark: 1024 * 1024 })
      const put = deps.objects.put(randomUUID(), soundOf(stream, { bytes: 32 * 1024 * 1024 }).bytes)
      await expect(put).rejects.toMatchObject({ code: 'media-too-large' })
      expect(stream.bytesRead).toBeLessThan(64 * 1024 * 1024)
    })
  })
})

/** A disk of eight megabytes, where whoever runs the tests may make one. */
const run = promisify(execFile)
const small = join(folder, 'small')
const hasSmall = await run('mkdir', [small])
  .then(() => run('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', small]))
  .then(() => true)
  .catch(() => false)
afterAll(async () => {
  if (hasSmall) await run('umount', [small])
})

test.skipIf(!hasSmall)('a disk that fills up in the middle of a recording is told, and has room again', async () => {
  const objects = folderObjects(join(small, 'vault'))
  const to = await doorOver(objects)
  const rows = await kept()
  const answer = await send(wavOf(800), { to })
  expect(answer).toMatchObject({ status: 507, body: { error: { code: 'vault-full' } } })
  expect(JSON.stringify(answer.body)).toContain('`sound`')
  expect(await namesIn(objects)).toEqual([])
  expect(await kept()).toEqual(rows)
  expect(await send(wavOf(60), { to })).toMatchObject({ status: 201 })
  // It and the drawing of it.
  expect(await namesIn(objects)).toHaveLength(2)
})

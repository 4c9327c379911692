import { randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { pageOfEvidence } from '#evidence/read.ts'
import type { Call } from '#exchange/telephone/call.ts'
import { soundOf } from '#exchange/telephone/sound-kind.ts'
import { takeInCall } from '#exchange/telephone/take-in.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
import { testGate } from '../support/gate.ts'
import { madeMedia } from '../support/media.ts'
import { putContactDetail, putPerson } from '../support/people.ts'
import { inChunks, wavOf, wholeOf } from '../support/sound.ts'

const on = await testDatabase()
const { gate, deps } = await testGate(on, await livewest())
const vault = join(on.data, 'vault')

const call = (more: Partial<Call> = {}): Call => ({
  reference: randomUUID(),
  direction: 'in',
  startedAt: noon.subtract({ hours: 2 }).toString(),
  seconds: 12,
  ...more,
})
const take = (what: Call, sound: AsyncIterable<Uint8Array> = inChunks(wavOf(12))) =>
  takeInCall({ ...deps, gate, ffmpeg: null }, what, sound)

async function filesInVault(): Promise<readonly string[]> {
  const entries = await readdir(vault, { recursive: true, withFileTypes: true }).catch(() => [])
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

async function rowOf(recording: string) {
  const [row] = await on.asAdmin((admin) => admin.query('select * from call_recording where id = $1', [recording]))
  return row
}

describe('a recorded call', () => {
  test('is stored with its sound, which nobody can read on the disk, and goes on the ninetieth day', async () => {
    const { person } = await putPerson(on)
    const sound = wavOf(12)
    const answer = await take(call({ person }), inChunks(sound))
    if (answer.taken !== 'stored') throw new Error(JSON.stringify(answer))
    expect(answer).toMatchObject({ person, bytes: sound.length })
    const row = await rowOf(answer.recording)
    expect(row).toMatchObject({ person_id: person, media_type: 'audio/wav', media_bytes: sound.length, clock_from: '2026-11-23' })
    expect(row).toMatchObject({ activity: 'call-recording', source: 'telephone-system' })
    const file = (await filesInVault()).find((path) => path.endsWith(String(row?.media_id)))
    const stored = await readFile(file ?? '')
    expect(stored.includes('RIFF')).toBe(false)
    expect(stored.includes(sound.subarray(1000, 1032))).toBe(false)
    expect(await pageOfEvidence(on.database, { subject: person, kind: 'change' })).toMatchObject([
      { recordType: 'call-recording', detail: { derived: 'waveform' } },
      { actor: 'colleague:telephone-system', recordType: 'call-recording', outcome: 'permitted', basis: expect.any(String) },
    ])
  })

  test('sent twice it is stored once', async () => {
    const { person } = await putPerson(on)
    const once = call({ person })
    expect(await take(once)).toMatchObject({ taken: 'stored' })
    const before = await filesInVault()
    expect(await take(once)).toMatchObject({ taken: 'unchanged' })
    expect(await filesInVault()).toEqual(before)
  })

  test('is linked to the one person who is held with the number that called', async () => {
    const { person } = await putPerson(on)
    await putContactDetail(on, person)
    expect(await take(call({ callingNumber: '07700 900 025' }))).toMatchObject({ taken: 'stored', person })
  })

  test.each([
    ['89 days ago it still has a day to lie', 89, 'stored'],
    ['90 days ago it would go at once', 90, 'refused'],
  ] as const)('of %s', async (_, days, taken) => {
    const { person } = await putPerson(on)
    const startedAt = noon.subtract({ hours: days * 24 }).toString()
    expect(await take(call({ person, startedAt }))).toMatchObject({ taken })
  })

  async function* brokenOff(): AsyncGenerator<Buffer> {
    yield wavOf(1)
    throw new Error('the connection was lost')
  }

  test.each([
    ['that is empty', () => inChunks(Buffer.alloc(0)), 'media-empty'],
    [
      'that is a page and not a sound',
      () => inChunks(Buffer.from('<!doctype html><title>Not a sound</title>'.repeat(9))),
      'media-unknown-kind',
    ],
    ['that ends before it can be told', () => inChunks(Buffer.from('RIFF')), 'media-unknown-kind'],
    [
      'that is called a WAV by its first four letters alone',
      () => inChunks(Buffer.from(`RIFF0000AVI ${'x'.repeat(90)}`)),
      'media-unknown-kind',
    ],
  ] as const)('a sound %s is refused, and nothing of it is stored', async (_, sound, code) => {
    const { person } = await putPerson(on)
    const before = await filesInVault()
    const what = call({ person })
    await expect(take(what, sound())).rejects.toMatchObject({ code })
    expect(await filesInVault()).toEqual(before)
    expect(await on.asAdmin((admin) => admin.query('select from call_recording where person_id = $1', [person]))).toEqual([])
    // Nothing stands in the way of the right one.
    expect(await take(what)).toMatchObject({ taken: 'stored' })
  })

  test('a sound that breaks off midway leaves nothing behind', async () => {
    const { person } = await putPerson(on)
    const before = await filesInVault()
    await expect(take(call({ person }), brokenOff())).rejects.toThrow('the connection was lost')
    expect(await filesInVault()).toEqual(before)
    expect(await on.asAdmin((admin) => admin.query('select from call_recording where person_id = $1', [person]))).toEqual([])
  })
})

describe('what kind of sound it is', () => {
  const mp3 = Buffer.from([0xff, 0xfb, 0x90, 0x00])
  const ogg = Buffer.concat([Buffer.from('OggS'), Buffer.alloc(24), Buffer.from('\u0001\u0013OpusHead')])
  test.each([
    ['audio/wav', wavOf(0.1)],
    ['audio/mpeg', Buffer.concat([mp3, Buffer.alloc(100)])],
    ['audio/mpeg', Buffer.concat([Buffer.from('ID3\u0004'), Buffer.alloc(100)])],
    ['audio/ogg', Buffer.concat([ogg, Buffer.alloc(100)])],
    ['audio/mp4', Buffer.concat([Buffer.from('\u0000\u0000\u0000\u001cftypM4A '), Buffer.alloc(100)])],
  ])('%s is told by how it begins', async (type, bytes) => {
    const sound = soundOf(inChunks(bytes, 7), { bytes: 1000_000 })
    expect((await wholeOf(sound.bytes)).equals(bytes)).toBe(true)
    expect(sound.type()).toBe(type)
  })

  test.each([
    ['sound.wav', 'audio/wav'],
    ['sound.mp3', 'audio/mpeg'],
    ['sound.ogg', 'audio/ogg'],
    ['sound.m4a', 'audio/mp4'],
  ] as const)('%s, as an encoder made it, is %s', async (name, type) => {
    const bytes = await madeMedia(name)
    const sound = soundOf(inChunks(bytes), { bytes: 1000_000 })
    expect((await wholeOf(sound.bytes)).equals(bytes)).toBe(true)
    expect(sound.type()).toBe(type)
  })

  test.each(['film.mp4', 'film-index-last.mp4', 'film.mkv', 'picture.jpg', 'picture.png', 'picture.webp'] as const)(
    '%s is no sound, whatever it is called',
    async (name) => {
      await expect(wholeOf(soundOf(inChunks(await madeMedia(name)), { bytes: 1000_000 }).bytes)).rejects.toMatchObject({
        code: 'media-unknown-kind',
      })
    },
  )

  test('one that is too long is refused before it is taken in whole', async () => {
    let sent = 0
    async function* endless(): AsyncGenerator<Buffer> {
      for (;;) {
        sent += 1000
        yield wavOf(0.1).subarray(0, 1000)
      }
    }
    await expect(wholeOf(soundOf(endless(), { bytes: 50_000 }).bytes)).rejects.toMatchObject({ code: 'media-too-large' })
    expect(sent).toBeLessThan(60_000)
  })
})

import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { takeInFootage } from '#exchange/recorder/take-in.ts'
import type { Call } from '#exchange/telephone/call.ts'
import { takeInCall } from '#exchange/telephone/take-in.ts'
import { registerCamera } from '../support/cameras.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
import { asFilm, encoded, filming } from '../support/films.ts'
import { testGate } from '../support/gate.ts'
import { madeMedia } from '../support/media.ts'
import { putPerson } from '../support/people.ts'
import { inChunks, undrawn, wavOf } from '../support/sound.ts'
import { namesIn } from '../support/vaults.ts'

const on = await testDatabase()
const at = await testGate(on, await livewest())
const { gate, deps } = at
const { person } = await putPerson(on)

type Hollow = readonly [what: string, made: () => Promise<Buffer> | Buffer, code: string]

/** A box of an MP4, with a length that is true or another. */
function box(type: string, body = Buffer.alloc(0), length = body.length + 8): Buffer {
  const head = Buffer.alloc(8)
  head.writeUInt32BE(length)
  head.write(type, 4, 'latin1')
  return Buffer.concat([head, body])
}
const brand = box('ftyp', Buffer.from('isom\0\0\0\0isommp41'))
function longBox(type: string, length: bigint): Buffer {
  const body = Buffer.alloc(8)
  body.writeBigUInt64BE(length)
  return box(type, body, 1)
}

/** The same with some bytes in it changed. */
async function changed(bytes: Promise<Buffer>, word: string, change: (from: Buffer) => void): Promise<Buffer> {
  const copy = Buffer.from(await bytes)
  change(copy.subarray(copy.indexOf(word, 0, 'latin1')))
  return copy
}

const films: readonly Hollow[] = [
  ['a beginning and nothing else', () => brand, 'media-hollow'],
  ['thirty-two bytes of a film', async () => (await madeMedia('film.mp4')).subarray(0, 32), 'media-hollow'],
  ['forty-four bytes of a film', async () => (await madeMedia('film.mp4')).subarray(0, 44), 'media-cut-short'],
  [
    'pictures without an index',
    async () => {
      const film = await madeMedia('film-index-last.mp4')
      return film.subarray(0, film.indexOf('moov') - 4)
    },
    'media-hollow',
  ],
  [
    'an index without its pictures',
    async () => {
      const film = await madeMedia('film.mp4')
      return film.subarray(0, film.indexOf('mdat') - 4)
    },
    'media-broken',
  ],
  [
    'the first half of a film',
    async () => {
      const film = await madeMedia('film.mp4')
      return film.subarray(0, film.length / 2)
    },
    'media-cut-short',
  ],
  [
    'an index that says where no byte is',
    () => changed(madeMedia('film.mp4'), 'stco', (from) => from.writeUInt32BE(0xffff_fff0, 12)),
    'media-broken',
  ],
  ['an index of no sample', () => changed(madeMedia('film.mp4'), 'stsz', (from) => from.writeUInt32BE(0, 12)), 'media-hollow'],
  [
    'an index of four thousand million samples',
    () => changed(madeMedia('film.mp4'), 'stsz', (from) => from.writeUInt32BE(0xffff_ffff, 12)),
    'media-broken',
  ],
  ['a box longer than any file', () => Buffer.concat([brand, longBox('mdat', 0xffff_ffff_ffff_fff0n)]), 'media-cut-short'],
  ['a box shorter than its own head', () => Buffer.concat([brand, box('free', Buffer.alloc(0), 3)]), 'media-broken'],
  ['a box of less than nothing', () => Buffer.concat([brand, longBox('mdat', 2n)]), 'media-broken'],
  ['an index that says to be endless', () => Buffer.concat([brand, box('moov', Buffer.alloc(100), 0)]), 'media-broken'],
  ['sound alone', () => encoded('mp4', ...filming(2), '-vn', '-c:a', 'aac'), 'media-hollow'],
  ['sound alone, as MKV', () => encoded('mkv', ...filming(2), '-vn', '-c:a', 'aac'), 'media-hollow'],
  [
    'the head of an MKV',
    async () => {
      const film = await madeMedia('film.mkv')
      return film.subarray(0, film.indexOf(Buffer.from([0x1f, 0x43, 0xb6, 0x75])))
    },
    'media-cut-short',
  ],
  [
    'the first half of an MKV',
    async () => {
      const film = await madeMedia('film.mkv')
      return film.subarray(0, film.length / 2)
    },
    'media-cut-short',
  ],
  [
    'a fragmented film that breaks off',
    async () => {
      const film = await encoded('mp4', ...filming(4), ...asFilm, '-movflags', 'frag_keyframe+empty_moov')
      return film.subarray(0, film.length - 20_000)
    },
    'media-cut-short',
  ],
  [
    'a fragmented film of no fragment',
    async () => {
      const film = await encoded('mp4', ...filming(4), ...asFilm, '-movflags', 'frag_keyframe+empty_moov')
      return film.subarray(0, film.indexOf('moof') - 4)
    },
    'media-hollow',
  ],
  ['the same two seconds shown twice', async () => twice(await madeMedia('film.mp4')), 'media-broken'],
]

/** A film whose list of edits says that its second edit is another showing of the same: it seems to be longer than it is. */
function twice(film: Buffer): Buffer {
  const copy = Buffer.from(film)
  const list = copy.indexOf('elst', 0, 'latin1')
  // Where the list has one entry, another is said to follow: what comes next is read as that, or lies beyond the box.
  copy.writeUInt32BE(2, list + 8)
  return copy
}

const sounds: readonly Hollow[] = [
  ['forty-four bytes: the head of a WAV and no sample', () => wavOf(0), 'media-hollow'],
  ['thirty-two bytes of a WAV', () => wavOf(1).subarray(0, 32), 'media-cut-short'],
  ['a WAV that breaks off', () => wavOf(3).subarray(0, 20_000), 'media-cut-short'],
  ['a WAV longer than its head says', () => Buffer.concat([wavOf(1), Buffer.alloc(5000, 7)]), 'media-broken'],
  ['a WAV in name', () => Buffer.concat([Buffer.from('RIFF\0\0\0\0WAVE'), Buffer.alloc(100_000, 7)]), 'media-broken'],
  [
    'a WAV whose length nobody knew, and of which nothing came',
    () => {
      const wav = wavOf(0)
      wav.writeUInt32LE(0xffff_ffff, 40)
      return wav
    },
    'media-hollow',
  ],
  ['the names and notes of an MP3', () => Buffer.concat([Buffer.from('ID3\x04\0\0\0\0\x02\0'), Buffer.alloc(256)]), 'media-hollow'],
  ['the head of one frame of an MP3', () => undrawn().subarray(0, 200), 'media-hollow'],
  ['the head of one frame of an MP3, and zeros', () => Buffer.concat([undrawn().subarray(0, 3), Buffer.alloc(300)]), 'media-hollow'],
  [
    'the heads of Ogg Opus',
    async () => {
      const ogg = await madeMedia('sound.ogg')
      return ogg.subarray(0, ogg.indexOf('OggS', ogg.indexOf('OggS', 10) + 1))
    },
    'media-hollow',
  ],
  [
    'an Ogg that breaks off',
    async () => {
      const ogg = await madeMedia('sound.ogg')
      return ogg.subarray(0, ogg.length - 50)
    },
    'media-cut-short',
  ],
  [
    'an M4A without an index',
    async () => {
      const sound = await madeMedia('sound.m4a')
      return Buffer.concat([sound.subarray(0, sound.indexOf('moov') - 4), sound.subarray(sound.indexOf('mdat') - 4)])
    },
    'media-hollow',
  ],
  [
    'an M4A without its sound',
    async () => {
      const sound = await madeMedia('sound.m4a')
      return sound.subarray(0, sound.indexOf('mdat') - 4)
    },
    'media-broken',
  ],
]

describe('a film in which there is nothing to see is refused with words, and the good one after it is taken', () => {
  test.each(films)('%s', async (what, made, code) => {
    const camera = await registerCamera(at, `REC/${what}`)
    const from = noon.subtract({ hours: 2 })
    const piece = { camera, from: from.toString(), to: from.add({ seconds: 4 }).toString() }
    const before = await namesIn(deps.objects)
    const taken = takeInFootage({ ...deps, gate }, piece, inChunks(await made(), 1000))
    await expect(taken).rejects.toMatchObject({ code })
    expect(await namesIn(deps.objects)).toEqual(before)
    expect(await takeInFootage({ ...deps, gate }, piece, inChunks(await madeMedia('film.mp4')))).toMatchObject({ taken: 'stored' })
  })
})

describe('a call in which there is nothing to hear is refused with words, and the good one after it is taken', () => {
  test.each(sounds)('%s', async (_, made, code) => {
    const startedAt = noon.subtract({ hours: 2 }).toString()
    const call: Call = { reference: randomUUID(), direction: 'in', startedAt, seconds: 12, person }
    const before = await namesIn(deps.objects)
    const taken = takeInCall({ ...deps, gate, ffmpeg: null }, call, inChunks(await made(), 1000))
    await expect(taken).rejects.toMatchObject({ code })
    expect(await namesIn(deps.objects)).toEqual(before)
    expect(await takeInCall({ ...deps, gate, ffmpeg: null }, call, inChunks(wavOf(12)))).toMatchObject({ taken: 'stored' })
  })

  test('silence is a sound, and so is one whose head did not know its length', async () => {
    const silent = Buffer.concat([wavOf(0).subarray(0, 44), Buffer.alloc(32_000)])
    silent.writeUInt32LE(0xffff_ffff, 40)
    const startedAt = noon.subtract({ hours: 2 }).toString()
    const call: Call = { reference: randomUUID(), direction: 'in', startedAt, seconds: 2, person }
    expect(await takeInCall({ ...deps, gate, ffmpeg: null }, call, inChunks(silent))).toMatchObject({ taken: 'stored' })
  })
})

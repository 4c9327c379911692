import { describe, expect, test } from 'vitest'
import type { Mask, Silence } from '#duties/disclosures/clip.ts'
import { type OpenForDisclosure, prepare } from '#duties/disclosures/prepare.ts'
import { takeInFootage } from '#exchange/recorder/take-in.ts'
import { type Ffmpeg, findFfmpeg } from '#media/ffmpeg.ts'
import { disclosures } from '#records/disclosure/disclosure.ts'
import { registerCamera } from '../support/cameras.ts'
import { asksForClip, clipFrom, pictureAt, samplesOf } from '../support/clips.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
import { encoded } from '../support/films.ts'
import { colleague, testGate } from '../support/gate.ts'
import { ffmpegFolder } from '../support/media.ts'
import { inChunks } from '../support/sound.ts'
import { namesIn } from '../support/vaults.ts'

const on = await testDatabase()
const at = await testGate(on, await livewest())
const { gate, deps } = at
const ffmpeg = await findFfmpeg(ffmpegFolder)
const operator = colleague('cctv-operator')
const from = noon.subtract({ hours: 24 })
const request = await asksForClip(on)

/** A white picture all along: whatever is not hidden can be seen. And a tone all along: whatever is not silenced can be heard. */
const white = (seconds: number, rate: string) => ['-f', 'lavfi', '-i', `color=white:size=160x120:rate=${rate}:duration=${seconds}`]
const tone = (seconds: number, rate: number) => ['-f', 'lavfi', '-i', `sine=frequency=300:sample_rate=${rate}:duration=${seconds}`]
const h264 = ['-c:v', 'libx264', '-pix_fmt', 'yuv420p']

let cameras = 0
type Asked = { readonly masks?: readonly Mask[]; readonly silences?: readonly Silence[]; readonly first?: number; readonly last: number }

async function clipped(film: Buffer, seconds: number, { masks = [], silences = [], first = 0, last }: Asked, tool: Ffmpeg | null = ffmpeg) {
  cameras += 1
  const camera = await registerCamera(at, `REC/${cameras}`)
  const piece = { camera, from: from.toString(), to: from.add({ seconds }).toString() }
  const taken = await takeInFootage({ ...deps, gate }, piece, inChunks(film))
  const opened = await open(camera)
  const times = { from: from.add({ seconds: first }), to: from.add({ seconds: last }) }
  const asked = { piece: taken.taken === 'stored' ? taken.footage : '', ...times, request, masks, silences, uploaded: null }
  return { camera, answer: await prepare({ ...deps, ffmpeg: tool }, opened, operator, asked) }
}

async function open(camera: string): Promise<OpenForDisclosure> {
  const answer = await gate.open(operator, { activity: 'crime-prevention', person: camera, because: 'case' })
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal))
  return answer
}

const left: Omit<Mask, 'from' | 'to'> = { left: 0, top: 0, width: 50, height: 100 }
/** How bright a clip is at its brightest where it is to be hidden, and at its darkest where it is not. */
async function brightness(path: string, second: number) {
  const picture = await pictureAt(path, second)
  const rows = Array.from({ length: 120 }, (_, row) => picture.subarray(row * 160, row * 160 + 160))
  return {
    hidden: Math.max(...rows.map((row) => Math.max(...row.subarray(0, 76)))),
    shown: Math.min(...rows.map((row) => Math.min(...row.subarray(84)))),
  }
}

describe('a black-out covers every picture that is shown while it lasts', () => {
  const variable = [...white(12, '10'), '-vf', "select='not(mod(n,7))+lt(t,2)'", '-vsync', 'vfr']
  test.each<readonly [string, string, readonly string[], number, Asked & { readonly masks: readonly Mask[] }, readonly number[]]>([
    [
      'with a picture every twenty seconds',
      'mp4',
      [...white(60, '1/20'), ...h264],
      60,
      { masks: [{ ...left, from: 5, to: 15 }], last: 60 },
      [0.2, 5, 10, 15, 19.5],
    ],
    [
      'with a picture every twenty seconds, as MKV',
      'mkv',
      [...white(60, '1/20'), ...h264],
      60,
      { masks: [{ ...left, from: 25, to: 35 }], last: 60 },
      [20.5, 25, 30, 39.5],
    ],
    [
      'with pictures now and then',
      'mp4',
      [...variable, ...h264, '-bf', '0'],
      12,
      { masks: [{ ...left, from: 5, to: 7 }], last: 12 },
      [5, 5.5, 6, 6.5, 6.9],
    ],
    [
      'with pictures out of order',
      'mp4',
      [...white(12, '10'), ...h264, '-bf', '3'],
      12,
      { masks: [{ ...left, from: 5, to: 7 }], last: 12 },
      [5, 5.5, 6, 6.9],
    ],
    [
      'at its very beginning',
      'mp4',
      [...white(12, '10'), ...h264],
      12,
      { masks: [{ ...left, from: 0, to: 2 }], last: 10 },
      [0, 0.1, 1, 1.9],
    ],
    ['at its very end', 'mp4', [...white(12, '10'), ...h264], 12, { masks: [{ ...left, from: 8, to: 10 }], last: 10 }, [8, 9, 9.8]],
    [
      'for longer than the clip',
      'mp4',
      [...white(12, '10'), ...h264],
      12,
      { masks: [{ ...left, from: 8, to: 30 }], last: 10 },
      [8, 9, 9.8],
    ],
    [
      'that begins between two pictures of the film',
      'mp4',
      [...white(60, '1/20'), ...h264],
      60,
      { masks: [{ ...left, from: 0, to: 3 }], first: 7, last: 17 },
      [0, 1, 2.9],
    ],
    [
      'twice at once',
      'mkv',
      [...white(12, '10'), ...h264],
      12,
      {
        masks: [
          { ...left, from: 2, to: 6, width: 30 },
          { ...left, from: 4, to: 8, left: 25, width: 25 },
        ],
        last: 12,
      },
      [4.5, 5.5],
    ],
    [
      'after a cut without a new encoding',
      'mp4',
      [...white(12, '10'), ...h264, '-g', '50'],
      12,
      { masks: [{ ...left, from: 3, to: 5 }], last: 12 },
      [3, 4, 4.9],
    ],
  ])('in a film %s', async (_, kind, how, seconds, asked, when) => {
    const { camera, answer } = await clipped(await encoded(kind, ...how), seconds, asked)
    expect(answer).toMatchObject({ ok: true })
    const path = await clipFrom(await open(camera), disclosures)
    for (const second of when) {
      const { hidden, shown } = await brightness(path, second)
      expect([second, hidden < 40, shown > 200]).toEqual([second, true, true])
    }
  })

  test('and one that begins after the clip has ended is said to be wrong, and not counted as drawn', async () => {
    const film = await encoded('mp4', ...white(12, '10'), ...h264)
    expect((await clipped(film, 12, { masks: [{ ...left, from: 10, to: 11 }], last: 10 })).answer).toEqual({
      ok: false,
      why: 'beyond',
    })
    expect((await clipped(film, 12, { silences: [{ from: 30, to: 40 }], last: 10 })).answer).toEqual({ ok: false, why: 'beyond' })
  })

  test('and nothing is hidden long before or long after', async () => {
    const { camera } = await clipped(await encoded('mp4', ...white(12, '10'), ...h264), 12, {
      masks: [{ ...left, from: 5, to: 7 }],
      last: 12,
    })
    const path = await clipFrom(await open(camera), disclosures)
    for (const second of [0, 4.7, 7.3, 11]) expect((await brightness(path, second)).hidden).toBeGreaterThan(200)
  })
})

describe('a silence leaves nothing of what was said while it lasts', () => {
  test.each<readonly [string, string, readonly string[], readonly Silence[]]>([
    ['in a telephone’s AAC', 'mp4', [...tone(12, 8000), '-c:a', 'aac'], [{ from: 3, to: 6 }]],
    ['in a studio’s AAC', 'mp4', [...tone(12, 48_000), '-c:a', 'aac'], [{ from: 3, to: 6 }]],
    [
      'in samples that come by half seconds',
      'mkv',
      [...tone(12, 8000), '-af', 'asetnsamples=n=4000', '-c:a', 'pcm_s16le'],
      [{ from: 3, to: 6 }],
    ],
    ['in FLAC of long packets', 'mkv', [...tone(12, 8000), '-c:a', 'flac', '-frame_size', '4096'], [{ from: 3, to: 6 }]],
    ['in Opus', 'mkv', [...tone(12, 48_000), '-c:a', 'libopus'], [{ from: 3, to: 6 }]],
    ['in MP3', 'mkv', [...tone(12, 44_100), '-c:a', 'libmp3lame'], [{ from: 3, to: 6 }]],
    ['at the beginning', 'mp4', [...tone(12, 8000), '-c:a', 'aac'], [{ from: 0, to: 2 }]],
    ['at the end', 'mp4', [...tone(12, 8000), '-c:a', 'aac'], [{ from: 9, to: 12 }]],
    [
      'twice at once',
      'mkv',
      [...tone(12, 16_000), '-c:a', 'aac'],
      [
        { from: 3, to: 5 },
        { from: 4, to: 7 },
      ],
    ],
    [
      'in sound that stopped in between and went on',
      'mkv',
      [...tone(12, 8000), '-af', "aselect='not(between(t,1,4))'", '-c:a', 'pcm_s16le'],
      [{ from: 6, to: 8 }],
    ],
  ])('%s', async (_, kind, how, silences) => {
    const film = await encoded(kind, ...white(12, '10'), ...how, ...h264)
    const { camera, answer } = await clipped(film, 12, { silences, last: 12 })
    expect(answer).toMatchObject({ ok: true })
    const samples = await samplesOf(await clipFrom(await open(camera), disclosures), 8000)
    for (const { from: first, to } of silences) {
      const within = samples.subarray(first * 8000, Math.min(samples.length, to * 8000))
      expect(Math.max(...within.map(Math.abs))).toBeLessThan(100)
    }
    const outside = samples.filter((_each, place) =>
      silences.every(({ from: first, to }) => place < (first - 1) * 8000 || place > (to + 1) * 8000),
    )
    expect(Math.max(...outside.map(Math.abs))).toBeGreaterThan(1000)
  })
})

describe('the finished clip is looked at, and is none where it is not as it was asked for', () => {
  /** The real tool, which forgets the filters of one kind. */
  const forgetful = (what: RegExp): Ffmpeg => {
    if (ffmpeg === null) throw new Error('ffmpeg is not there')
    return (source, treatment) => ffmpeg(source, { ...treatment, write: treatment.write.map((word) => word.replaceAll(what, 'null')) })
  }
  const film = () => encoded('mp4', ...white(12, '10'), ...tone(12, 8000), ...h264, '-c:a', 'aac')

  test.each<readonly [string, () => Ffmpeg, Partial<Asked>]>([
    ['a black-out was not drawn', () => forgetful(/drawbox=[^']*'[^']*'/g), { masks: [{ ...left, from: 3, to: 5 }] }],
    ['a black-out begins late', () => late(), { masks: [{ ...left, from: 3, to: 5 }] }],
    ['a silence was not kept', () => loud(), { silences: [{ from: 3, to: 5 }] }],
    ['it is shorter than it was to be', () => short(), {}],
  ])('where %s', async (_, tool, asked) => {
    const before = await namesIn(deps.objects)
    const names = before.length
    await expect(clipped(await film(), 12, { ...asked, last: 12 }, tool())).rejects.toMatchObject({
      code: expect.stringMatching(/clip-not-as-asked|media-too-short/),
    })
    // The film that came in, and nothing of the clip.
    expect(await namesIn(deps.objects)).toHaveLength(names + 1)
    expect(
      await on.asAdmin((admin) =>
        admin.query('select from disclosure where place_id = (select id from camera where reference = $1)', [`REC/${cameras}`]),
      ),
    ).toEqual([])
  })

  const changed = (change: (word: string) => string): Ffmpeg => {
    if (ffmpeg === null) throw new Error('ffmpeg is not there')
    return (source, treatment) => ffmpeg(source, { ...treatment, write: treatment.write.map(change) })
  }
  const late = () => changed((word) => word.replace(/(drawbox.*between\(t,)[\d.-]+/, '$14'))
  const loud = () => changed((word) => word.replaceAll('volume=0', 'volume=1'))
  const short = () => changed((word) => (word === '12.000' ? '9' : word.replace(/tpad[^,]*,/, '')))
})

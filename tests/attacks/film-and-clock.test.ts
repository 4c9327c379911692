import { describe, expect, test } from 'vitest'
import { type OpenForDisclosure, prepare } from '#duties/disclosures/prepare.ts'
import { readCell } from '#exchange/csv/cell.ts'
import { takeInFootage } from '#exchange/recorder/take-in.ts'
import { field } from '#gate/field.ts'
import { findFfmpeg } from '#media/ffmpeg.ts'
import { disclosures } from '#records/disclosure/disclosure.ts'
import { dayAndTime, dayTimeAndOffset } from '#shared/london-time.ts'
import { receiptOf } from '../../src/web/desk/disclosures/disclosure-words.ts'
import { spanOf } from '../../src/web/desk/footage/span.ts'
import { inWords } from '../../src/web/desk/values.ts'
import { registerCamera } from '../support/cameras.ts'
import { asksForClip, clipFrom, greyAt } from '../support/clips.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
import { asFilm, encoded, filming } from '../support/films.ts'
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

/** Each second of film has a brightness of its own, so that a picture says which second it is: 30, 36, 42 and so on. */
const telling = (seconds: number, rate: number | string = 10): readonly string[] => [
  ...['-f', 'lavfi', '-i', `color=black:size=160x120:rate=${rate}:duration=${seconds}`],
  ...['-vf', "format=gray,geq=lum='30+6*floor(T)'"],
]
const secondOf = (grey: number) => Math.round((grey - 30) / 6)

let cameras = 0
async function taken(film: Buffer, seconds: number) {
  cameras += 1
  const camera = await registerCamera(at, `REC/${cameras}`)
  const piece = { camera, from: from.toString(), to: from.add({ milliseconds: seconds * 1000 }).toString() }
  const answer = await takeInFootage({ ...deps, gate }, piece, inChunks(film))
  return { camera, piece: answer.taken === 'stored' ? answer.footage : '' }
}

async function opened(camera: string): Promise<OpenForDisclosure> {
  const answer = await gate.open(operator, { activity: 'crime-prevention', person: camera, because: 'case' })
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal))
  return answer
}

async function clip(of: { readonly camera: string; readonly piece: string }, first: number, last: number, uploaded: Buffer | null = null) {
  const times = { from: from.add({ seconds: first }), to: from.add({ seconds: last }) }
  const asked = { piece: of.piece, ...times, request, masks: [], silences: [], uploaded: uploaded === null ? null : inChunks(uploaded) }
  return prepare({ ...deps, ffmpeg }, await opened(of.camera), operator, asked)
}

/** Which seconds of the film the clip shows, at these seconds of the clip. */
async function seconds(camera: string, ...when: readonly number[]): Promise<readonly number[]> {
  const path = await clipFrom(await opened(camera), disclosures)
  return Promise.all(when.map(async (second) => secondOf(await greyAt(path, second))))
}

describe('a film that is shorter or longer than the time that it is said to be of', () => {
  test.each([
    ['thirty seconds of film sent as thirty minutes', 30, 1800, 'media-too-short', /^it shows 30\.\d seconds/, /the 1800\.0 seconds/],
    [
      'thirty seconds of film sent as a minute: nobody knows which half it is',
      30,
      60,
      'media-too-short',
      /^it shows 30\.\d seconds/,
      /the 60\.0 seconds/,
    ],
    ['thirty seconds of film sent as ten', 30, 10, 'media-too-long', /^it shows 30\.\d seconds/, /the 10\.0 seconds/],
  ] as const)('%s is refused with both lengths, and nothing of it is kept', async (_, long, said, code, isThere, wasSaid) => {
    for (const kind of ['mp4', 'mkv']) {
      const film = await encoded(kind, ...filming(long), ...asFilm)
      const before = await namesIn(deps.objects)
      await expect(taken(film, said)).rejects.toMatchObject({ code, message: expect.stringMatching(isThere) })
      await expect(taken(film, said)).rejects.toMatchObject({ message: expect.stringMatching(wasSaid) })
      expect(await namesIn(deps.objects)).toEqual(before)
    }
  })

  test('by a second or two, as recorders cut it, is taken', async () => {
    expect(await taken(await encoded('mp4', ...filming(30), ...asFilm), 31.5)).toMatchObject({ piece: expect.stringContaining('-') })
  })

  test('because its last picture says to last for half an hour is refused all the same', async () => {
    const copy = Buffer.from(await encoded('mp4', ...telling(3), '-c:v', 'libx264', '-bf', '0', '-pix_fmt', 'yuv420p'))
    const clock = copy.readUInt32BE(copy.indexOf('mdhd') + 16)
    for (const word of ['mvhd', 'mdhd']) copy.writeUInt32BE(copy.readUInt32BE(copy.indexOf(word) + 16) * 1800, copy.indexOf(word) + 20)
    // One run of thirty pictures becomes one of twenty-nine and one that lasts for half an hour, in the place of what came after.
    const times = copy.indexOf('stts')
    expect(copy.readUInt32BE(times + 8)).toBe(1)
    const last = copy.readUInt32BE(times + 16)
    const longer = Buffer.alloc(8)
    longer.writeUInt32BE(1, 0)
    longer.writeUInt32BE(clock * 1797, 4)
    copy.writeUInt32BE(29, times + 12)
    copy.writeUInt32BE(2, times + 8)
    copy.writeUInt32BE(24 + 8, times - 4)
    const film = Buffer.concat([copy.subarray(0, times + 20), longer, copy.subarray(times + 20)])
    for (const word of ['moov', 'trak', 'mdia', 'minf', 'stbl'])
      film.writeUInt32BE(film.readUInt32BE(film.indexOf(word) - 4) + 8, film.indexOf(word) - 4)
    expect(last).toBeGreaterThan(0)
    await expect(taken(film, 1800)).rejects.toMatchObject({ code: 'media-too-short' })
  })
})

describe('a second of the clock is that second of the film, and no other', () => {
  test.each([
    ['from its beginning', 'mp4', []],
    ['in fragments', 'mp4', ['-movflags', 'frag_keyframe+empty_moov']],
    ['as MKV', 'mkv', []],
    ['whose own time begins elsewhere', 'mkv', ['-output_ts_offset', '500']],
    ['with pictures out of order', 'mp4', ['-bf', '3']],
  ] as const)('in a film %s', async (_, kind, how) => {
    const of = await taken(await encoded(kind, ...telling(30), ...asFilm, ...how), 30)
    expect(await clip(of, 20, 24)).toMatchObject({ ok: true })
    expect(await seconds(of.camera, 0.5, 1.5, 3.5)).toEqual([20, 21, 23])
  })

  test.each(['mp4', 'mkv'])('in a film whose first half was not filmed, and whose own time says so (%s)', async (kind) => {
    const of = await taken(await encoded(kind, ...telling(30), ...asFilm, '-output_ts_offset', '30'), 60)
    expect(await clip(of, 20, 24)).toMatchObject({ ok: false, why: 'unshown', from: from.add({ seconds: 20 }) })
    expect(await clip(of, 28, 34)).toMatchObject({ why: 'unshown', from: from.add({ seconds: 28 }), to: from.add({ seconds: 30 }) })
    expect(await clip(of, 50, 54)).toMatchObject({ ok: true })
    expect(await seconds(of.camera, 0.5, 3.5)).toEqual([20, 23])
  })

  test.each(['mp4', 'mkv'])('in a film that stopped for ten seconds: what was not filmed is not given (%s)', async (kind) => {
    const stopping = `${telling(30).at(-1)},select='lt(t,10)+gte(t,20)'`
    const film = await encoded(kind, ...telling(30).slice(0, -1), stopping, ...asFilm, '-vsync', 'vfr')
    const of = await taken(film, 30)
    expect(await clip(of, 5, 25)).toMatchObject({ ok: false, why: 'unshown' })
    expect(await clip(of, 12, 15)).toMatchObject({
      ok: false,
      why: 'unshown',
      from: from.add({ seconds: 12 }),
      to: from.add({ seconds: 15 }),
    })
    expect(await clip(of, 22, 26)).toMatchObject({ ok: true })
    expect(await seconds(of.camera, 0.5, 3.5)).toEqual([22, 25])
  })

  test('in a film with a picture every twenty seconds: a clip between two of them shows the one that was there', async () => {
    const of = await taken(await encoded('mp4', ...telling(60, '1/20'), '-c:v', 'libx264', '-pix_fmt', 'yuv420p'), 60)
    expect(await clip(of, 25, 35)).toMatchObject({ ok: true })
    const path = await clipFrom(await opened(of.camera), disclosures)
    expect([await greyAt(path, 0.1), await greyAt(path, 9.5)]).toEqual([150, 150].map((grey) => expect.closeTo(grey, -1)))
  })
})

describe('a clip without a picture, or shorter than asked, is none', () => {
  test('where it was treated elsewhere', async () => {
    const of = await taken(await encoded('mp4', ...telling(30), ...asFilm), 30)
    const [short, long, right] = await Promise.all([2, 9, 5].map((length) => encoded('mp4', ...telling(length), ...asFilm)))
    await expect(clip(of, 10, 15, short)).rejects.toMatchObject({ code: 'media-too-short' })
    await expect(clip(of, 10, 15, long)).rejects.toMatchObject({ code: 'media-too-long' })
    await expect(clip(of, 10, 15, await encoded('mp4', ...filming(5), '-vn', '-c:a', 'aac'))).rejects.toMatchObject({
      code: 'media-hollow',
    })
    expect(await clip(of, 10, 15, right ?? null)).toMatchObject({ ok: true })
    const read = await (await opened(of.camera)).read(disclosures)
    const filmTo = from.add({ seconds: 30 }).toString()
    expect(read).toMatchObject({ rows: [{ filmFrom: from.toString(), filmTo, givenSeconds: 5, treated: 'uploaded' }] })
  })
})

describe('a time that came twice, or never, is asked for again', () => {
  const [first, second] = [Temporal.Instant.from('2026-10-25T00:40:00Z'), Temporal.Instant.from('2026-10-25T01:40:00Z')]
  const asked = (from: string, to: string, on = '25/10/2026') => spanOf({ on, from, to })

  test.each([
    ['01:40', '01:50', { wrong: { field: 'from', message: expect.stringContaining('BST') } }],
    ['00:30', '01:40', { wrong: { field: 'to', message: expect.stringContaining('GMT') } }],
    ['01:40 BST', '01:40 GMT', { span: { from: first, to: second } }],
    ['1:40 gmt', '2:30', { span: { from: second, to: Temporal.Instant.from('2026-10-25T02:30:00Z') } }],
    ['01:40:00+01:00', '01:40:00+00:00', { span: { from: first, to: second } }],
    ['01:40 GMT', '01:50 BST', { wrong: { field: 'to' } }],
    ['00:59:59', '02:00', { span: { from: Temporal.Instant.from('2026-10-24T23:59:59Z') } }],
    ['01:40+02:00', '03:00', { wrong: { field: 'from' } }],
    ['14:00 BST', '15:00', { wrong: { field: 'from' } }],
  ])('in October’s repeated hour, from %s to %s', (from, to, answer) => {
    expect(asked(from, to)).toMatchObject(answer)
  })

  test('in March’s missing hour, which never was', () => {
    expect(asked('01:30', '02:30', '29/03/2026')).toMatchObject({ wrong: { field: 'from', message: expect.stringContaining('never') } })
    expect(asked('00:30', '01:00', '29/03/2026')).toMatchObject({ wrong: { field: 'to' } })
    expect(asked('00:59', '02:00', '29/03/2026')).toMatchObject({ span: { to: Temporal.Instant.from('2026-03-29T01:00:00Z') } })
    expect(asked('10:00', '11:00', '31/02/2026')).toMatchObject({ wrong: { field: 'on' } })
  })

  test('in what another system exports without an offset', () => {
    const when = field('instant', 'cctv-footage', 'When')
    expect(readCell(when, '2026-10-25T01:40')).toEqual({ problem: expect.stringContaining('twice') })
    expect(readCell(when, '2026-10-25T01:40+01:00')).toEqual({ value: first.toString() })
    expect(readCell(when, '2026-03-29T01:30')).toEqual({ problem: expect.stringContaining('never') })
    expect(readCell(when, '2026-10-25T02:40')).toEqual({ value: '2026-10-25T02:40:00Z' })
  })

  test('and is told so that nobody mistakes the one for the other: on pages, in packs and on receipts, to the second', async () => {
    expect(dayAndTime(first)).toBe('25 October 2026, 01:40:00 BST')
    expect(dayTimeAndOffset(first)).toBe('25 October 2026, 01:40:00 BST (+01:00)')
    expect(dayAndTime(second)).toBe('25 October 2026, 01:40:00 GMT')
    expect(dayTimeAndOffset(second)).toBe('25 October 2026, 01:40:00 GMT (+00:00)')
    expect(inWords(field('instant', 'cctv-footage', 'When'), second.toString())).toBe(dayAndTime(second))
    const of = await taken(await encoded('mp4', ...telling(30), ...asFilm), 30)
    expect(await clip(of, 5, 9)).toMatchObject({ ok: true })
    const read = await (await opened(of.camera)).read(disclosures)
    const [row] = read.ok ? read.rows : []
    if (row === undefined) throw new Error('nothing is there')
    const filmed = { ...row, fromAt: first.toString(), toAt: second.toString(), filmFrom: first.toString(), filmTo: second.toString() }
    const receipt = receiptOf(filmed, { name: 'Door', site: 'Alder Court' }, { landlord: 'LiveWest', others: [] })
    for (const moment of [first, second]) expect(receipt.split(dayTimeAndOffset(moment)).length).toBeGreaterThan(3)
    expect(receipt).toContain('In the clip: 4 seconds')
  })
})

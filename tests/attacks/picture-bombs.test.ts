import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { addPicture } from '#duties/pictures/add.ts'
import { inTurn } from '#media/in-turn.ts'
import { preparedPicture } from '#media/picture.ts'
import { Fault } from '#shared/fault.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { groupPicture } from '../support/pictures.ts'

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  check.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, check])
}

/** A PNG that declares so many points, grey and of eight bits; `more` stands between its header and its picture. */
function png(width: number, height: number, more: readonly Buffer[] = [], interlaced = false): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width)
  header.writeUInt32BE(height, 4)
  header.set([8, 0, 0, 0, interlaced ? 1 : 0], 8)
  const rows = deflateSync(Buffer.alloc(Math.min((width + 1) * height, 1_000_000)))
  const begins = Buffer.from('89504e470d0a1a0a', 'hex')
  return Buffer.concat([begins, chunk('IHDR', header), ...more, chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))])
}

const exif = (bytes: number) => Buffer.concat([Buffer.from('49492a0008000000', 'hex'), Buffer.alloc(bytes)])

async function moving(pages: number): Promise<Buffer> {
  const [width, height] = [16, 16]
  const points = Buffer.from(
    Array.from({ length: width * height * pages * 3 }, (_, n) => (n * 7 + Math.floor(n / (width * height * 3)) * 91) % 256),
  )
  return sharp(points, { raw: { width, height: height * pages, channels: 3, pageHeight: height } })
    .webp()
    .toBuffer()
}

/** What is refused by what the header declares, each far sooner than it could be unfolded. */
const bombs: readonly (readonly [string, string, () => Buffer | Promise<Buffer>])[] = [
  ['declares nine hundred million pixels', 'pixels', () => png(30_000, 30_000)],
  ['declares one pixel more than may be', 'pixels', () => png(159_601, 401)],
  ['is interlaced, so that all of it has to be held at once', 'pixels', () => png(20_000, 20_000, [], true)],
  ['is animated', 'is animated', () => moving(40)],
  ['carries megabytes of words beside its pixels', 'beside', () => png(8, 8, [chunk('eXIf', exif(6_000_000))])],
]

describe('a picture', () => {
  test.each(bombs)('that %s is refused before it is unfolded', async (_what, why, bomb) => {
    const bytes = await bomb()
    const began = performance.now()
    await expect(preparedPicture(bytes)).rejects.toMatchObject({ code: 'media-broken', message: expect.stringContaining(why) })
    expect(performance.now() - began).toBeLessThan(1500)
  })

  test.each([
    ['SVG', '<svg xmlns="http://www.w3.org/2000/svg" width="99999" height="99999"/>'],
    ['GIF', 'GIF89a and more bytes to come'],
    ['TIFF', 'II*\u0000 and more bytes to come'],
    ['AVIF', '\u0000\u0000\u0000 ftypavif and more bytes'],
  ])('of a kind that nobody’s camera takes (%s) is not even looked into', async (_kind, text) => {
    await expect(preparedPicture(Buffer.from(text, 'latin1'))).rejects.toMatchObject({ code: 'media-unknown-kind' })
  })

  test('of twenty-four million pixels, as cameras take it, is still taken', async () => {
    const large = await sharp({ create: { width: 6000, height: 4000, channels: 3, background: 'blue' } })
      .jpeg()
      .toBuffer()
    expect((await preparedPicture(large)).type).toBe('image/jpeg')
  }, 60_000)
})

describe('whoever may not add a picture', async () => {
  const on = await testDatabase()
  const { deps, gate } = await testGate(on, await livewest())

  test('is refused before anything of it is decoded, however it is made', async () => {
    for (const bytes of [png(30_000, 30_000), Buffer.from('no picture at all, and long enough')]) {
      const answer = await addPicture({ ...deps, gate }, colleague('repairs-planner'), groupPicture, bytes)
      expect(answer).toMatchObject({ ok: false })
    }
  })

  test('nor is anybody’s decoded out of turn: too many at once are told to come again, and one that failed holds up nobody', async () => {
    const officer = colleague('communications-officer')
    const whole = await sharp({ create: { width: 2000, height: 2000, channels: 3, background: 'blue' } })
      .jpeg()
      .toBuffer()
    const add = (bytes: Buffer) => addPicture({ ...deps, gate }, officer, groupPicture, bytes)
    const cut = whole.subarray(0, whole.length - 1000)
    const went = await Promise.all(
      Array.from({ length: 40 }, () =>
        add(cut).then(
          () => 'added',
          (error: unknown) => (error instanceof Fault ? error.code : String(error)),
        ),
      ),
    )
    expect(new Set(went)).toEqual(new Set(['media-broken', 'media-busy']))
    expect(await add(whole)).toMatchObject({ ok: true })
  }, 60_000)
})

test('pictures are decoded one after the other, and nobody is made to wait for ever', async () => {
  const run = inTurn(3)
  const [state, went] = [{ now: 0, most: 0 }, Promise.withResolvers<void>()]
  const work = () =>
    run(async () => {
      state.now += 1
      state.most = Math.max(state.most, state.now)
      await went.promise
      state.now -= 1
    })
  const waiting = [work(), work(), work(), work()]
  await expect(work()).rejects.toMatchObject({ code: 'media-busy' })
  went.resolve()
  await Promise.all(waiting)
  await work()
  expect(state.most).toBe(1)
})

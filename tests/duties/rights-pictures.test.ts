import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { boxesIn, boxesWritten } from '#duties/disclosures/obscure.ts'
import { readingIn } from '#duties/rights/review/reading.ts'
import { reviewOf } from '#duties/rights/review/review.ts'
import { littleTools } from '../support/answers.ts'
import { copies } from '../support/copies.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { cutHere, goes, mediaOfCopy } from '../support/media-of-copy.ts'
import { besidePicture, type CameraKind, cameraPicture, storePicture } from '../support/pictures.ts'
import { ok } from '../support/rights.ts'

const on = await testDatabase()
const { deps, gate } = await testGate(on, await livewest())
const ways = { ...deps, gate }
const review = reviewOf(ways)
const officer = colleague('data-protection-officer')
const { searched, decideAll } = copies(on, { deps, gate }, officer)
const { media, decides, files } = mediaOfCopy(ways, officer, decideAll, littleTools(join(on.data, 'set-aside')))

/** A request of somebody who is in one picture. */
async function inPicture(bytes: Buffer, type: string) {
  const { id, person } = await searched()
  await storePicture(ways, bytes, type, { on, person })
  ok(await review.propose(officer, id))
  return id
}

const boxes = [{ left: 25, top: 10, width: 30, height: 50 }]

async function hides(id: string, hidden = boxes) {
  const { id: text, version } = await media(id)
  return review.hidePlaces(officer, { request: id, id: text, version }, hidden)
}

async function original(id: string) {
  const { stretch } = ok(await review.openMedia(officer, { request: id, text: (await media(id)).id }))
  return Buffer.concat(await Array.fromAsync(stretch.read()))
}

/** The brightest and the darkest value of a place, in points. */
async function rangeOf(picture: Buffer | undefined, [left, top, width, height]: readonly [number, number, number, number]) {
  const { channels } = await sharp(await sharp(picture).extract({ left, top, width, height }).toBuffer()).stats()
  return { min: Math.min(...channels.slice(0, 3).map(({ min }) => min)), max: Math.max(...channels.slice(0, 3).map(({ max }) => max)) }
}

describe('a picture of somebody who asks for a copy', () => {
  test.each([
    ['jpeg', 'picture-1.jpg'],
    ['png', 'picture-1.png'],
    ['webp', 'picture-1.webp'],
  ] as const)(
    'goes without what is hidden: in the file of the archive nothing is left under the rectangle, nor beside the picture: %s',
    async (kind: CameraKind, name) => {
      const taken = await cameraPicture(kind)
      expect(taken.includes(besidePicture)).toBe(true)
      const id = await inPicture(taken, `image/${kind}`)
      ok(await hides(id))
      ok(await decides(id, { outcome: 'consented', why: 'Whoever is left on it agreed.' }))
      const found = await files(id)
      const picture = found instanceof Map ? found.get(name) : undefined
      const { width, height, exif, xmp, iptc, orientation } = await sharp(picture).metadata()
      expect({ width, height, exif, xmp, iptc, orientation }).toEqual({ width: 320, height: 480 })
      expect(picture?.includes(besidePicture)).toBe(false)
      // A quarter of 320 and a tenth of 480; the rectangle is 96 by 240 points.
      // At an edge, JPEG and WebP spill a little of what is outside.
      expect((await rangeOf(picture, [80, 48, 96, 240])).max).toBeLessThan(kind === 'png' ? 1 : 24)
      expect(await rangeOf(picture, [84, 52, 88, 232])).toEqual({ min: 0, max: 0 })
      for (const beside of [
        [0, 0, 320, 46],
        [0, 48, 78, 240],
        [178, 48, 142, 240],
        [0, 290, 320, 190],
      ] as const)
        expect((await rangeOf(picture, beside)).max, String(beside)).toBeGreaterThan(150)
      expect((await original(id)).equals(taken)).toBe(true)
    },
    60_000,
  )

  test('that goes whole has nothing beside its picture either', async () => {
    const id = await inPicture(await cameraPicture(), 'image/jpeg')
    ok(await decides(id, { outcome: 'consented', why: 'Everybody on it agreed.' }))
    const found = await files(id)
    const picture = found instanceof Map ? found.get('picture-1.jpg') : undefined
    const { width, height, exif } = await sharp(picture).metadata()
    expect({ width, height, exif, told: picture?.includes(besidePicture) }).toEqual({ width: 320, height: 480, told: false })
    expect((await rangeOf(picture, [80, 48, 96, 240])).max).toBeGreaterThan(150)
  }, 60_000)

  test('is seen as it would go, and has to be decided anew once other places are hidden', async () => {
    const id = await inPicture(await cameraPicture(), 'image/jpeg')
    ok(await decides(id, {}))
    const before = await media(id)
    ok(await hides(id))
    expect(await media(id)).toMatchObject({ readOn: null, readBy: null })
    expect(await review.complete(officer, id)).toEqual({ ok: false, why: 'unread' })
    // Whoever has seen it otherwise cannot say that it goes.
    const unseen = { request: id, id: before.id, version: before.version }
    expect(await review.decideMedia(officer, unseen, goes, cutHere)).toEqual({ ok: false, why: 'stale' })
    expect(await review.hidePlaces(officer, unseen, [])).toEqual({ ok: false, why: 'stale' })
    const { picture } = ok(await review.lookAsItGoes(officer, { request: id, text: before.id }))
    expect(await rangeOf(picture.bytes, [84, 52, 88, 232])).toEqual({ min: 0, max: 0 })
    ok(await decides(id, {}))
    const found = await files(id)
    expect(found instanceof Map && found.get('picture-1.jpg')?.equals(picture.bytes)).toBe(true)
    expect(await review.lookAsItGoes(colleague('housing-officer'), { request: id, text: before.id })).toMatchObject({ why: 'refused' })
  }, 60_000)

  test('is not said to go where it cannot be written anew', async () => {
    const id = await inPicture((await cameraPicture()).subarray(0, 5000), 'image/jpeg')
    expect(await hides(id)).toEqual({ ok: false, why: 'unreadable' })
    expect(await decides(id, {})).toEqual({ ok: false, why: 'unreadable' })
    ok(await decides(id, { outcome: 'other-people', why: 'It is damaged.' }))
    expect(readingIn((await media(id)).passages).hidden).toEqual([])
  })
})

test.each([
  ['', []],
  ['25 10 30 50', boxes],
  ['25 10 30 50\n\n 0 0 100 100 ', [...boxes, { left: 0, top: 0, width: 100, height: 100 }]],
  ['80 10 30 50', null],
  ['25 60 30 50', null],
  ['25 10 0 50', null],
  ['-5 10 30 50', null],
  ['25 10 30', null],
  ['0:05-0:20 25 10 30 50', null],
])('places of a picture are read from lines, and none beyond it: %j', (written, found) => {
  expect(boxesIn(written)).toEqual(found)
  if (found !== null) expect(boxesIn(boxesWritten(found))).toEqual(found)
})

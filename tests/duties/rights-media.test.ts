import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { agreeWay } from '#duties/rights/answer/agree.ts'
import { deliverAnswer } from '#duties/rights/answer/deliver.ts'
import { releaseAnswer } from '#duties/rights/answer/release.ts'
import { rightsRequestsOf } from '#duties/rights/requests.ts'
import { reviewOf } from '#duties/rights/review/review.ts'
import { answerTools } from '#exchange/pack/answer-tools.ts'
import { takeInCall } from '#exchange/telephone/take-in.ts'
import { picturedPerson } from '#records/pictured-person/pictured-person.ts'
import { littleTools } from '../support/answers.ts'
import { film, registerCamera } from '../support/cameras.ts'
import { copies } from '../support/copies.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putItem } from '../support/items.ts'
import { cutHere, goes, mediaOfCopy } from '../support/media-of-copy.ts'
import { putPicture } from '../support/pictures.ts'
import { home } from '../support/places.ts'
import { ok } from '../support/rights.ts'
import { inChunks, wavOf } from '../support/sound.ts'

const on = await testDatabase()
const released = await livewest()
const { deps, gate } = await testGate(on, released)
const ways = { ...deps, gate }
const [requests, review] = [rightsRequestsOf(ways), reviewOf(ways)]
const officer = colleague('data-protection-officer')
const second = { ...colleague('data-protection-officer'), name: 'Moira Penrose' }
const tools = answerTools(home, join(on.data, 'set-aside'), () => released, null)
/** The letter is set in seconds, and says nothing about the files beside it. */
const quick = littleTools(join(on.data, 'set-aside'), tools.check)
const { searched, putContact, decideAll } = copies(on, { deps, gate }, officer)
const rows = (text: string, values: readonly unknown[] = []) => on.asAdmin((admin) => admin.query(text, values))
const seen = async (id: string) => ok(await requests.look(officer, id)).request
const { media, decides, files } = mediaOfCopy(ways, officer, decideAll, tools)

let calls = 0
/** A request of somebody with one recorded call of three seconds, whose texts are found. */
async function withCall(sound = wavOf(3)) {
  const { id, person } = await searched()
  calls += 1
  const call = {
    reference: `call ${calls}`,
    startedAt: noon.subtract({ hours: 3 }).toString(),
    seconds: 3,
    direction: 'in' as const,
    person,
  }
  const taken = await takeInCall({ ...ways, ffmpeg: null }, { ...call, colleague: 'Dee Marsh' }, inChunks(sound))
  expect(taken).toMatchObject({ taken: 'stored' })
  ok(await review.propose(officer, id))
  return { id, person }
}

describe('a recording of somebody who asks for a copy', () => {
  test('stops the answer until it is decided whether it goes', async () => {
    const { id } = await withCall()
    expect(await media(id)).toMatchObject({ place: 'call-recording', readOn: null })
    expect(await review.complete(officer, id)).toEqual({ ok: false, why: 'unread' })
    ok(await decides(id, {}))
    expect(ok(await review.list(officer, id)).texts.every(({ row }) => row.readOn !== null)).toBe(true)
    ok(await review.complete(officer, id))
  })

  test('goes in a file whose name tells of nobody, without what is silenced; the letter says where it is, and evidence that it left', async () => {
    const { id } = await withCall()
    const { itemId } = await media(id)
    ok(await decides(id, { cut: { from: 0, until: 3, silenced: [{ from: 1, until: 2 }] } }))
    const found = await files(id)
    if (typeof found === 'string') throw new Error(found)
    expect([...found.keys()]).toEqual(['your-information.json', 'your-information.pdf', 'recording-1.wav'])
    const sound = found.get('recording-1.wav')?.subarray(44) ?? Buffer.alloc(0)
    expect(sound.length).toBe(3 * 16_000)
    const isLoud = (second: number) => sound.subarray(second * 16_000 + 200, second * 16_000 + 15_800).some((byte) => byte !== 0)
    expect([0, 1, 2].map(isLoud)).toEqual([true, false, true])
    expect(found.get('your-information.json')?.toString()).toContain(
      '"Recording or picture":"In the file recording-1.wav, without the parts that are about somebody else"',
    )
    ok(await agreeWay(ways, officer, await seen(id), { by: 'in-person', to: null, others: 'nobody' }))
    ok(await releaseAnswer(ways, second, await seen(id)))
    ok(await deliverAnswer(ways, officer, await seen(id)))
    const left = await rows(`select detail from evidence where act = 'share' and detail->'media' is not null`)
    expect(left).toMatchObject([{ detail: { media: [itemId] } }])
  }, 60_000)

  test('is withheld on a ground, which the letter gives, and is in no file then', async () => {
    const { id } = await withCall()
    ok(await decides(id, { outcome: 'other-people', why: 'A neighbour is heard throughout.' }))
    const found = await files(id)
    if (typeof found === 'string') throw new Error(found)
    expect([...found.keys()]).toEqual(['your-information.json', 'your-information.pdf'])
    const json = found.get('your-information.json')?.toString() ?? ''
    expect(json).toContain('"reason":"The recording or picture itself is not given. Passages about somebody else are left out')
    expect(json).toContain('"Recording or picture":"Not given: the reason stands among what we left out"')
    expect(json).not.toContain('the data protection team gives you that')
  }, 60_000)

  test('stops the answer where its file names somebody who is withheld elsewhere', async () => {
    const sound = wavOf(3)
    const said = Buffer.from('ICMT\u0010\u0000\u0000\u0000Morwenna Pascoe\u0000', 'latin1')
    const list = Buffer.concat([Buffer.from('LIST'), Buffer.alloc(4), Buffer.from('INFO'), said])
    list.writeUInt32LE(list.length - 8, 4)
    const named = Buffer.concat([sound, list])
    named.writeUInt32LE(named.length - 8, 4)
    const { id, person } = await withCall(named)
    await putContact(person, 'Morwenna plays the drums.')
    ok(await review.propose(officer, id))
    ok(await decides(id, {}))
    expect(await files(id, quick)).toBe('stopped')
    const back = await seen(id)
    ok(await requests.step(officer, back, { what: 'searched', on: Temporal.PlainDate.from('2026-11-23') }))
    // What is cut has samples alone.
    ok(await decides(id, { cut: { from: 0, until: 3, silenced: [] } }))
    expect(await files(id, quick)).toBeInstanceOf(Map)
  }, 60_000)

  test('is not decided with parts that it does not have, nor by whoever read it before somebody else decided', async () => {
    const { id } = await withCall()
    await expect(decides(id, { cut: { from: 0, until: 9, silenced: [] } })).rejects.toMatchObject({ code: 'cut-beyond' })
    const { id: text, version } = await media(id)
    ok(await decides(id, {}))
    expect(await review.decideMedia(officer, { request: id, id: text, version }, goes, cutHere)).toEqual({ ok: false, why: 'stale' })
    const again = (await media(id)).version
    const text1 = { choices: [], words: [], wordsWhy: null, whole: null, until: null }
    expect(await review.decide(officer, { request: id, id: text, version: again }, text1)).toEqual({ ok: false, why: 'stale' })
  })

  test('is opened by whoever answers requests alone, and each time is on record', async () => {
    const { id } = await withCall()
    const { id: text, itemId } = await media(id)
    const opened = ok(await review.openMedia(officer, { request: id, text }))
    expect(opened.stretch).toMatchObject({ type: 'audio/wav', bytes: wavOf(3).length })
    const [look] = await rows(`select detail from evidence where detail->>'item' = $1 order by seq desc limit 1`, [itemId])
    expect(look).toMatchObject({ detail: { from: 0 } })
    expect(await review.openMedia(colleague('housing-officer'), { request: id, text })).toMatchObject({ ok: false, why: 'refused' })
  })
})

test('a picture of somebody goes as a file of its own', async () => {
  const { id, person } = await searched()
  const picture = await putPicture(ways)
  await putItem(on, picturedPerson, {
    activity: 'community-events',
    collectedOn: Temporal.PlainDate.from('2026-11-23'),
    person,
    values: { pictureId: picture, shownAs: null },
  })
  ok(await review.propose(officer, id))
  expect(await media(id)).toMatchObject({ place: 'picture', itemId: picture })
  ok(await decides(id, { outcome: 'consented', why: 'Everybody on it agreed.' }))
  const found = await files(id, quick)
  expect(found instanceof Map && [...found.keys()]).toEqual(['your-information.json', 'picture-1.jpg'])
})

/** A request of somebody who lives where a camera has filmed. */
async function livingBesideCamera() {
  filming += 1
  const { id, postcode } = await searched()
  const camera = await registerCamera({ deps, gate }, `REC/${filming}`, { postcode })
  expect(await film({ deps, gate }, camera, noon.subtract({ hours: 3 }))).toMatchObject({ taken: 'stored' })
  ok(await review.propose(officer, id))
  return id
}
let filming = 0

describe('footage of where somebody lives who asks for a copy', () => {
  test.each([
    [
      { outcome: 'other-people', why: 'Neighbours cannot be hidden.' },
      'We looked through it, and it is not given. Passages about somebody else',
    ],
  ] as const)(
    'stops the answer until it is decided, and the letter says what came of it',
    async (deciding, words) => {
      const id = await livingBesideCamera()
      expect(await review.complete(officer, id)).toEqual({ ok: false, why: 'unread' })
      expect(await media(id)).toMatchObject({ place: 'footage', readOn: null })
      ok(await decides(id, deciding))
      const found = await files(id)
      if (typeof found === 'string') throw new Error(found)
      const json = found.get('your-information.json')?.toString() ?? ''
      expect(json).toContain(words)
      expect(json).not.toContain('lets no customer watch footage')
    },
    60_000,
  )
})

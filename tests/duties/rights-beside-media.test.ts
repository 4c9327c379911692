import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { answersTo } from '#duties/rights/answer/answers.ts'
import { besideOthers } from '#duties/rights/answer/beside-others.ts'
import { comparePacks, type PackManifest } from '#duties/rights/answer/compare-packs.ts'
import { mediaShown, partInWords } from '#duties/rights/answer/media-shown.ts'
import { releaseAnswer } from '#duties/rights/answer/release.ts'
import { itsMedia } from '#duties/rights/decided.ts'
import { identified } from '#duties/rights/identified.ts'
import { rightsRequestsOf } from '#duties/rights/requests.ts'
import type { Cut } from '#duties/rights/review/reading.ts'
import { reviewOf } from '#duties/rights/review/review.ts'
import type { Box } from '#media/box.ts'
import { littleTools } from '../support/answers.ts'
import { copies } from '../support/copies.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { households } from '../support/households.ts'
import { mediaOfCopy } from '../support/media-of-copy.ts'
import { cameraPicture, storePicture } from '../support/pictures.ts'
import { ok } from '../support/rights.ts'

const on = await testDatabase()
const { deps, gate } = await testGate(on, await livewest())
const ways = { ...deps, gate }
const [review, requests] = [reviewOf(ways), rightsRequestsOf(ways)]
const officer = colleague('data-protection-officer')
const second = { ...colleague('data-protection-officer'), id: 'another', name: 'Moira Penrose' }
const { household } = households(on, { deps, gate }, officer)
const { decideAll } = copies(on, { deps, gate }, officer)
const { media, decides, files } = mediaOfCopy(ways, officer, decideAll, littleTools(join(on.data, 'set-aside')))

const seen = async (id: string) => ok(await requests.look(officer, id)).request

async function makes(id: string, hidden: readonly Box[] | 'all') {
  ok(await review.propose(officer, id))
  if (hidden !== 'all' && hidden.length > 0) {
    const { id: text, version } = await media(id)
    ok(await review.hidePlaces(officer, { request: id, id: text, version }, hidden))
  }
  ok(await decides(id, hidden === 'all' ? { outcome: 'other-people', why: 'Too many are on it.' } : {}))
  await files(id)
}

async function differences(id: string) {
  const request = identified(await seen(id))
  const [row] = ok(await answersTo(ways, officer, id)).rows
  if (request === null || row === undefined) throw new Error('no answer')
  return ok(await besideOthers(ways, officer, request, row)).differences
}

/** Two people of one household who are both in one picture, and what each copy hides of it. */
async function bothIn(ofAmina: readonly Box[] | 'all', ofBola: readonly Box[] | 'all') {
  const { amina, bola } = await household('Rent, four weeks')
  await storePicture(ways, await cameraPicture(), 'image/jpeg', { on, person: amina.person, others: [bola.person] })
  await makes(amina.id, ofAmina)
  await makes(bola.id, ofBola)
  return { amina, bola }
}

const face = { left: 25, top: 10, width: 30, height: 50 }
const other = { left: 70, top: 10, width: 20, height: 20 }

describe('a picture that is in the copies of two people of one household', () => {
  test('waits for a colleague to decide where a place is hidden in one and shown in the other', async () => {
    const { amina, bola } = await bothIn([face], [other])
    expect(await releaseAnswer(ways, second, await seen(bola.id))).toEqual({ ok: false, why: 'beside' })
    const reference = { id: amina.id, reference: (await seen(amina.id)).reference }
    const about = { text: { place: 'picture', fieldName: itsMedia }, other: reference }
    expect(await differences(bola.id)).toMatchObject([
      { ...about, how: 'hides', words: 'The place 70 % from the left and 10 % from the top, 20 % wide and 20 % high' },
      { ...about, how: 'shows', words: 'The place 25 % from the left and 10 % from the top, 30 % wide and 50 % high' },
    ])
    ok(await releaseAnswer(ways, second, await seen(bola.id), 'Whoever is there agreed.'))
  }, 60_000)

  test('goes where both hide the same, and waits where only one shows it at all', async () => {
    const alike = await bothIn([face, other], [other, face])
    expect(await differences(alike.bola.id)).toEqual([])
    ok(await releaseAnswer(ways, second, await seen(alike.bola.id)))
    const { bola } = await bothIn('all', [face])
    expect(await differences(bola.id)).toMatchObject([{ how: 'shows', words: 'All of it' }])
  }, 60_000)
})

const recording = '0b0f4c1e-2a4b-4a53-8b0a-0d1f2e3a4b5c audio/wav'

function packOf(requester: string, cut: Cut | null, isGiven = true): PackManifest {
  const text = { item: 'call-1', field: itsMedia, version: '1', ...mediaShown(recording, { cut, hidden: [] }, isGiven) }
  return { pack: requester, requester, texts: [text] }
}

test.each([
  ['all of it is in both', null, null, []],
  ['both are cut alike', { from: 1, until: 9, silenced: [] }, { from: 1, until: 9, silenced: [] }, []],
  ['one begins later', { from: 2.5, until: 9, silenced: [] }, { from: 1, until: 9, silenced: [] }, ['ann: From second 1 to 2.5']],
  ['one ends sooner', { from: 0, until: 7, silenced: [] }, null, ['ann: From second 7 on']],
  [
    'they are silent at different times',
    { from: 0, until: 9, silenced: [{ from: 2, until: 4 }] },
    { from: 0, until: 9, silenced: [{ from: 3, until: 5 }] },
    ['ann: From second 2 to 3', 'ben: From second 4 to 5'],
  ],
] as const)('what one copy has of a recording, and the other has not, is told: %s', (_, one, other, told) => {
  const mutable = (cut: typeof one | typeof other): Cut | null => (cut === null ? null : { ...cut, silenced: [...cut.silenced] })
  const { filled } = comparePacks(packOf('ann', mutable(one)), packOf('ben', mutable(other)))
  expect(filled.map((at) => `${at.hiddenIn}: ${partInWords(at, recording)}`)).toEqual(told)
})

test('a recording that is withheld in one copy and given in the other is told as a whole', () => {
  const { filled } = comparePacks(packOf('ann', null, false), packOf('ben', null))
  expect(filled.map((at) => partInWords(at, recording))).toEqual(['All of it'])
})

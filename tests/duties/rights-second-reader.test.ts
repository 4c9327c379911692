import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { makeAnswer } from '#duties/rights/answer/make.ts'
import { releaseAnswer } from '#duties/rights/answer/release.ts'
import { wholeItem } from '#duties/rights/decided.ts'
import { rightsRequestsOf } from '#duties/rights/requests.ts'
import type { Deciding } from '#duties/rights/review/decide.ts'
import { reviewOf } from '#duties/rights/review/review.ts'
import type { Edition } from '#notice/edition.ts'
import { littleTools } from '../support/answers.ts'
import { copies } from '../support/copies.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { ok } from '../support/rights.ts'

const on = await testDatabase()
const released = await livewest()
const { deps, gate } = await testGate(on, released)
const wanting = (secondReader: Edition['landlord']['secondReader']) => {
  const edition = { ...released.edition, landlord: { ...released.edition.landlord, secondReader } }
  return { ...deps, gate, inForce: () => ({ ...deps.inForce(), released: { ...released, edition } }) }
}
const ways = wanting(['privilege', 'reasonable', 'health-data'])
const [review, requests] = [reviewOf(ways), rightsRequestsOf(ways)]
const tools = littleTools(join(on.data, 'set-aside'))
const [first, second] = [colleague('data-protection-officer'), { ...colleague('data-protection-officer'), name: 'Moira Penrose' }]
const { searched, putContact } = copies(on, { deps, gate }, first)

const nothing: Deciding = { choices: [], words: [], wordsWhy: null, whole: null, until: null }
const withholds = (of: 'text' | 'item'): Partial<Deciding> => {
  return { whole: { of, outcome: 'privilege', why: 'Legal advice.' }, until: '2027-01-31' }
}
const seen = async (id: string) => ok(await requests.look(first, id)).request

/** A request with one text, decided by the first colleague. */
async function decided(deciding: Partial<Deciding>, words = 'Advice of our solicitor.') {
  const { id, person } = await searched()
  await putContact(person, words)
  ok(await review.propose(first, id))
  const [text] = ok(await review.list(first, id)).texts
  if (text === undefined) throw new Error('no text')
  ok(await review.decide(first, { request: id, id: text.row.id, version: text.row.version }, { ...nothing, ...deciding }))
  return { id, at: (await rows(id))[0]?.row.id ?? '' }
}

async function rows(id: string) {
  return ok(await review.list(first, id)).texts
}

async function reads(who: typeof first, id: string, at: string) {
  const version = (await rows(id)).find(({ row }) => row.id === at)?.row.version ?? ''
  return review.second(who, { request: id, id: at, version })
}

describe('a text for which the landlord wants a second reader', () => {
  test('leaves only once another colleague has read it as it was decided', async () => {
    const { id, at } = await decided(withholds('text'))
    expect((await rows(id)).map(({ isSecondDue }) => isSecondDue)).toEqual([true])
    expect(await review.complete(first, id)).toEqual({ ok: false, why: 'unread' })
    expect(await reads(first, id, at)).toEqual({ ok: false, why: 'own' })
    expect(await reads(second, id, at)).toEqual({ ok: true })
    expect((await rows(id))[0]).toMatchObject({ isSecondDue: false, row: { readBy: 'Dee Marsh', secondBy: 'Moira Penrose' } })
    expect(await review.complete(first, id)).toEqual({ ok: true })
  })

  test('waits for a second reader again where it is decided anew, and whoever decided last is the first', async () => {
    const { id, at } = await decided(withholds('text'))
    ok(await reads(second, id, at))
    const version = (await rows(id))[0]?.row.version ?? ''
    ok(await review.decide(second, { request: id, id: at, version }, { ...nothing, ...withholds('text') }))
    expect((await rows(id))[0]).toMatchObject({ isSecondDue: true, row: { readBy: 'Moira Penrose', secondBy: null } })
    expect(await reads(second, id, at)).toEqual({ ok: false, why: 'own' })
    expect(await reads(first, id, at)).toEqual({ ok: true })
  })

  test('may be a record that is withheld as a whole: until it is read twice, nothing of it leaves', async () => {
    const { id } = await decided(withholds('item'))
    const due = (await rows(id)).filter(({ isSecondDue }) => isSecondDue)
    expect(due.map(({ row }) => row.fieldName).toSorted()).toEqual([wholeItem, 'summary'])
    for (const { row } of due.filter(({ row }) => row.fieldName !== wholeItem)) ok(await reads(second, id, row.id))
    expect(await review.complete(first, id)).toEqual({ ok: false, why: 'unread' })
    for (const { row } of due.filter(({ row }) => row.fieldName === wholeItem)) ok(await reads(second, id, row.id))
    expect(await review.complete(first, id)).toEqual({ ok: true })
  })

  test.each([
    ['reasonable', true],
    ['other-people', false],
    ['consented', false],
    ['health-data', true],
  ] as const)('is one in which a passage is decided as %s: %s', async (outcome, isDue) => {
    const choices = [{ key: 'morwenna', outcome, why: 'Weighed.', isEverywhere: false }]
    const { id } = await decided({ choices }, 'Morwenna plays the drums.')
    expect((await rows(id)).map(({ isSecondDue }) => isSecondDue)).toEqual([isDue])
  })

  test('is none where the edition asks for none; and an answer made before it asked is not released', async () => {
    const none = wanting(undefined)
    const { id } = await decided(withholds('text'))
    expect(ok(await reviewOf(none).list(first, id)).texts[0]?.isSecondDue).toBe(false)
    ok(await reviewOf(none).complete(first, id))
    ok(await makeAnswer({ ...none, tools }, first, await seen(id)))
    expect(await makeAnswer({ ...ways, tools }, first, await seen(id))).toEqual({ ok: false, why: 'early' })
    expect(await releaseAnswer(ways, second, await seen(id))).toEqual({ ok: false, why: 'outdated' })
    expect(await releaseAnswer(none, second, await seen(id))).toEqual({ ok: true })
  })
})

test('a second reader is nobody whom the notice does not let answer requests', async () => {
  const { id, at } = await decided(withholds('text'))
  expect(await reads(colleague('housing-officer'), id, at)).toMatchObject({ ok: false, why: 'refused' })
})

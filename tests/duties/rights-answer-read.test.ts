import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { answersTo, filesOf } from '#duties/rights/answer/answers.ts'
import { stopsIn } from '#duties/rights/answer/contents.ts'
import { makeAnswer } from '#duties/rights/answer/make.ts'
import { releaseAnswer } from '#duties/rights/answer/release.ts'
import { rightsRequestsOf } from '#duties/rights/requests.ts'
import { reviewOf } from '#duties/rights/review/review.ts'
import { answerTools } from '#exchange/pack/answer-tools.ts'
import { copies } from '../support/copies.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { home } from '../support/places.ts'
import { ok } from '../support/rights.ts'

const on = await testDatabase()
const released = await livewest()
const { deps, gate, setNow } = await testGate(on, released)
const ways = { ...deps, gate }
const requests = rightsRequestsOf(ways)
const review = reviewOf(ways)
const officer = colleague('data-protection-officer')
const second = { ...colleague('data-protection-officer'), id: 'another', name: 'Moira Penrose' }
const { searched, putContact, decideAll, readAll } = copies(on, { deps, gate }, officer)
const tools = answerTools(home, join(on.data, 'set-aside'), () => released, null)

const seen = async (id: string) => ok(await requests.look(officer, id)).request
const make = async (id: string) => makeAnswer({ ...ways, tools }, officer, await seen(id))

describe('an answer whose texts were read', () => {
  test('has them without what is withheld, and passes the check of every byte', async () => {
    const { id, person } = await searched()
    await putContact(person, 'Amina said that Morwenna plays the drums.')
    await readAll(id, () => 'other-people')
    expect(await make(id)).toMatchObject({ ok: true })
    const { opened, rows } = ok(await answersTo({ gate }, officer, id))
    const [row] = rows
    if (row === undefined) throw new Error('no answer')
    const { files } = ok(await filesOf(opened, row))
    const json = Buffer.from((await files[0]?.bytes()) ?? []).toString()
    expect(json).toContain('left out, it is about somebody else] plays the drums')
    expect(json).not.toContain('Morwenna')
  }, 120_000)

  test('is stopped where a name that is withheld in one text stands in another, until that is decided alike', async () => {
    const { id, person } = await searched()
    await putContact(person, 'Morwenna plays the drums.')
    // Told by the person themselves, in whose words nobody else's name is hidden.
    await putContact(person, 'It was Morwenna again.', 'the-person')
    await readAll(id, () => 'other-people')
    expect(await make(id)).toEqual({ ok: false, why: 'stopped' })
    const { rows } = ok(await answersTo({ gate }, officer, id))
    expect(stopsIn(rows[0]?.stoppedAt ?? null).map(({ file }) => file)).toEqual(expect.arrayContaining([1, 2]))
  }, 120_000)

  test('is not released once a text was decided anew after it was made', async () => {
    const { id, person } = await searched()
    await putContact(person, 'Amina said that Morwenna rings the bells.')
    await readAll(id, () => 'reasonable')
    expect(await make(id)).toMatchObject({ ok: true })
    // Within the same moment, too: what is decided counts, and not when.
    await decideAll(id, () => 'other-people')
    expect(await releaseAnswer(ways, second, await seen(id))).toEqual({ ok: false, why: 'outdated' })
    await decideAll(id, () => 'reasonable')
    expect(await releaseAnswer(ways, second, await seen(id))).toEqual({ ok: true })
    const opinion = { professional: 'Dr Imran Shah', profession: 'General practitioner', asked: 'Would it do serious harm?' }
    ok(await review.noteOpinion(officer, id, { ...opinion, givenOn: '2026-11-20', answer: 'not-likely' }))
    expect(await releaseAnswer(ways, second, await seen(id))).toEqual({ ok: false, why: 'outdated' })
  }, 120_000)

  test('is not released once a claim on which something was left out has ended', async () => {
    const { id, person } = await searched()
    await putContact(person, 'What we would settle for.')
    ok(await review.propose(officer, id))
    await decideAll(id, () => 'other-people', {
      whole: { of: 'text', outcome: 'negotiations', why: 'We still talk.' },
      until: '2026-11-24',
    })
    ok(await review.complete(officer, id))
    expect(await make(id)).toMatchObject({ ok: true })
    setNow(noon.add({ hours: 48 }))
    expect(await releaseAnswer(ways, second, await seen(id))).toEqual({ ok: false, why: 'outdated' })
    setNow(noon)
  }, 120_000)

  test('that changed since it was read is not made', async () => {
    const { id, person } = await searched()
    await putContact(person, 'Morwenna plays the drums.')
    await readAll(id, () => 'other-people')
    await putContact(person, 'Morwenna plays the harp.')
    expect(await make(id)).toEqual({ ok: false, why: 'unread' })
  }, 120_000)
})

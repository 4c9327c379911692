import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { agreeWay } from '#duties/rights/answer/agree.ts'
import { answersTo } from '#duties/rights/answer/answers.ts'
import { besideOthers } from '#duties/rights/answer/beside-others.ts'
import { deliverAnswer } from '#duties/rights/answer/deliver.ts'
import { releaseAnswer } from '#duties/rights/answer/release.ts'
import { identified } from '#duties/rights/identified.ts'
import { rightsRequestsOf } from '#duties/rights/requests.ts'
import type { Outcome } from '#duties/rights/review/outcomes.ts'
import { besideOf } from '#duties/subject-access/beside.ts'
import { gatherPack } from '#duties/subject-access/gather.ts'
import { everyPart } from '#records/every-part.ts'
import { littleTools } from '../support/answers.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { gives, hidesMorwenna, households } from '../support/households.ts'
import { inMemory } from '../support/pack.ts'
import { ok } from '../support/rights.ts'

const on = await testDatabase()
const released = await livewest()
const { deps, gate, setNow } = await testGate(on, released)
const ways = { ...deps, gate }
const requests = rightsRequestsOf(ways)
const officer = colleague('data-protection-officer')
const second = { ...colleague('data-protection-officer'), id: 'another', name: 'Moira Penrose' }
const tools = littleTools(join(on.data, 'set-aside'))
const { searched, putContact, renamed, household, made: makes } = households(on, { deps, gate }, officer)
const made = (id: string, outcome: (words: string) => Outcome, whole: 'item' | null = null) => makes(tools, id, outcome, whole)
const rows = (text: string, values: readonly unknown[] = []) => on.asAdmin((admin) => admin.query(text, values))

beforeEach(() => setNow(noon))

const seen = async (id: string) => ok(await requests.look(officer, id)).request

const releases = async (id: string, why: string | null = null) => releaseAnswer(ways, second, await seen(id), why)

async function delivered(id: string) {
  ok(await agreeWay(ways, officer, await seen(id), { by: 'in-person', to: null, others: 'nobody' }))
  ok(await releases(id))
  ok(await deliverAnswer(ways, officer, await seen(id)))
}

async function differences(id: string) {
  const request = identified(await seen(id))
  const [row] = ok(await answersTo(ways, officer, id)).rows
  if (request === null || row === undefined) throw new Error('no answer')
  return ok(await besideOthers(ways, officer, request, row)).differences
}

/** All that somebody gets of what is held about them. */
async function copyOf(person: string): Promise<string> {
  const { taker, sections } = inMemory()
  const all = (opened: Parameters<typeof besideOf>[1]) => besideOf(deps, opened)
  const pack = ok(await gatherPack(gate, officer, everyPart, { person, now: noon, edition: released.hash, beside: all }, taker))
  return JSON.stringify([sections, pack])
}

const hides = (): Outcome => 'other-people'

describe('the copies of two people of one household', () => {
  test('are laid side by side: one that shows what the other left out is not released until somebody says why', async () => {
    const { amina, bola } = await household('Cheque of Morwenna Pascoe, not cleared yet')
    await made(amina.id, hidesMorwenna)
    await delivered(amina.id)
    await made(bola.id, gives)
    expect(await releases(bola.id)).toEqual({ ok: false, why: 'beside' })
    const other = { id: amina.id, reference: (await seen(amina.id)).reference }
    expect(await differences(bola.id)).toMatchObject([
      { how: 'shows', words: 'Morwenna Pascoe', text: { place: 'rent-entry', fieldName: 'words' }, other },
    ])
    ok(await releases(bola.id, 'She agreed that Bola may know.'))
    expect(ok(await answersTo(ways, officer, bola.id)).rows[0]?.besideWhy).toBe('She agreed that Bola may know.')
    expect(JSON.stringify(await rows('select row_to_json(r)::text as whole from rights_answer r'))).not.toMatch(/agreed|Morwenna/)
  })

  test('wait for one another where both are still to leave, and neither person is told of the other’s request', async () => {
    const { amina, bola } = await household('Cash from Morwenna Pascoe, for the week before')
    await made(amina.id, hidesMorwenna)
    await made(bola.id, gives)
    expect(await releases(amina.id)).toEqual({ ok: false, why: 'beside' })
    expect(await differences(amina.id)).toMatchObject([{ how: 'hides', words: 'Morwenna Pascoe' }])
    const [ofAmina, ofBola] = [await seen(amina.id), await seen(bola.id)]
    expect(await copyOf(amina.person)).not.toContain(ofBola.reference)
    expect(await copyOf(bola.person)).not.toContain(ofAmina.reference)
    expect(`${ofAmina.notes}${ofBola.notes}`).toBe('nullnull')
    const lookedAt = await rows('select subject, detail from evidence where subject = any($1)', [[amina.person, bola.person]])
    expect(JSON.stringify(lookedAt)).not.toMatch(new RegExp([ofAmina.reference, ofBola.reference].join('|')))
  })

  test('may each show the name of the very person whose copy it is, and leave out the other’s', async () => {
    const { amina, bola } = await household('Standing order of Bola Test from now on')
    await made(amina.id, hides)
    await made(bola.id, gives)
    expect(await differences(amina.id)).toEqual([])
    expect(await releases(bola.id)).toEqual({ ok: true })
  })

  test('do not agree where one withholds the whole record and the other gives its words', async () => {
    const { amina, bola } = await household('A card of Morwenna Pascoe was turned down')
    await made(amina.id, hides, 'item')
    await made(bola.id, gives)
    expect(await differences(bola.id)).toContainEqual(
      expect.objectContaining({ how: 'shows', words: 'A card of Morwenna Pascoe was turned down' }),
    )
  })
})

test('the copies of a reporter and of whom they reported are laid side by side, also where the words were written down in both records', async () => {
  const [subject, reporter] = [await searched(), await searched({ name: 'Ned Test' })]
  await renamed(reporter.person, 'Ned')
  const nextDoor = `update asset set postcode = 'EX5 2FZ' where id in (select asset_id from tenure where id = any($1))`
  await on.asAdmin((admin) => admin.query(nextDoor, [[subject.tenure, reporter.tenure]]))
  const words = 'Loud music until two, and Morwenna Pascoe was in the garden.'
  await putContact(subject.person, words, 'neighbour')
  await putContact(reporter.person, words)
  await made(subject.id, hidesMorwenna)
  await delivered(subject.id)
  await made(reporter.id, gives)
  expect(await releases(reporter.id)).toEqual({ ok: false, why: 'beside' })
  expect(await differences(reporter.id)).toMatchObject([{ how: 'shows', words: 'Morwenna Pascoe', text: { place: 'contact-log' } }])
})

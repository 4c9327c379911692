import { afterAll, describe, expect, test } from 'vitest'
import { takeInCall } from '#exchange/telephone/take-in.ts'
import { copies } from '../support/copies.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { inChunks, wavOf } from '../support/sound.ts'
import { deskSite } from './desk-site.ts'

const on = await testDatabase()
const released = await livewest()
const tested = await testGate(on, released)
const officer = colleague('data-protection-officer')
const { searched, putContact } = copies(on, tested, officer)
const site = await deskSite(tested, released)
afterAll(() => site.close())
const desk = await site.as(officer)

const text = (html: string) => html.replaceAll(/<[^>]+>/g, '').replaceAll(/\s+/g, ' ')
const linksIn = (html: string, at: string) =>
  [...html.matchAll(new RegExp(`href="(${at}/[0-9a-f-]{36})"`, 'g'))].flatMap(([, href]) => href ?? [])

async function found(...summaries: readonly string[]) {
  const { id, person } = await searched()
  for (const each of summaries) await putContact(person, each)
  const at = `/desk/requests/${id}/texts`
  expect((await desk.send(at, {}, `${at}/find`)).status).toBe(303)
  const { html } = await desk.open(at)
  return { id, at, html, texts: [...new Set(linksIn(html, at))] }
}

const answered = { 'passages-1': 'other-people', 'passages-1-why': 'Asking may do harm.', whole: 'no', ground: 'other-people' }
const versionIn = (html: string) => /name="version" value="(\d+)"/.exec(html)?.[1] ?? ''

async function read(path: string, fields: Readonly<Record<string, string>>) {
  const { html } = await desk.open(path)
  return desk.send(path, { version: versionIn(html), ...fields })
}

describe('the texts of a copy at the desk', () => {
  test('are listed by kind of record with what is left to read, and lead from one to the next', async () => {
    const { id, at, html, texts } = await found('Morwenna rang.', 'Morwenna wrote.')
    expect(text((await desk.open(`/desk/requests/${id}`)).html)).toContain('Read the texts of the copy')
    expect(text(html)).toContain('0 of 2 texts read. 2 are left.')
    for (const words of ['Contacts', 'What was said', 'Not read: 1 passage proposed']) expect(text(html)).toContain(words)
    expect(html).not.toContain('Every text is read')
    const [first = '', second = ''] = texts
    const page = (await desk.open(first)).html
    expect(page).toContain('<mark>Morwenna<span class="app-read__label"> [Person 1, question 1]</span></mark>')
    expect(text(page)).toContain('1. “Morwenna” [Person 1]')
    const answer = await read(first, answered)
    expect([answer.status, answer.headers.get('location')]).toEqual([303, second])
    expect((await read(second, answered)).headers.get('location')).toBe(at)
    const done = text((await desk.open(at)).html)
    for (const words of [
      '2 of 2 texts read.',
      'Read: 1 passage left out',
      'First name of somebody in the records 2 2 0'.replaceAll(' ', ''),
    ])
      expect(done.replaceAll(' ', '')).toContain(words.replaceAll(' ', ''))
    expect((await desk.send(at, {}, `${at}/complete`)).headers.get('location')).toBe(`/desk/requests/${id}`)
    expect(text((await desk.open(`/desk/requests/${id}`)).html)).toContain('Every text is read')
  })

  test.each([
    ['a passage without a reason', { 'passages-1-why': '' }, 'Enter what you weighed, and why'],
    ['a passage without a choice', { 'passages-1': 'perhaps' }, 'Choose whether it is given or left out'],
    ['words that are not there', { words: 'Tamsin', wordsWhy: 'Her name.' }, 'it has no “Tamsin”'],
    ['words without a reason', { words: 'rang' }, 'Enter why the words are left out'],
    ['all of it withheld without a reason', { whole: 'text' }, 'Enter why all of it is withheld'],
    ['a ground without its end', { 'passages-1': 'crime' }, 'Enter until when the ground holds'],
  ])('are not read with %s', async (_, fields, message) => {
    const { texts } = await found('Morwenna rang.')
    const answer = await read(texts[0] ?? '', { ...answered, ...fields })
    expect([answer.status, text(await answer.text())]).toEqual([422, expect.stringContaining(message)])
  })

  test('say that the whole record is withheld, and can be read one by one instead', async () => {
    const { at, texts } = await found('Morwenna rang.')
    const until = { 'until-day': '31', 'until-month': '1', 'until-year': '2027' }
    const whole = { whole: 'item', ground: 'privilege', wholeWhy: 'It is legal advice.', ...until }
    expect((await read(texts[0] ?? '', { ...answered, ...whole })).status).toBe(303)
    const [item = ''] = linksIn((await desk.open(at)).html, at).filter((each) => !texts.includes(each))
    const page = text((await desk.open(item)).html)
    for (const words of ['All of this record is withheld.', 'legal privilege', 'It is legal advice.', '31 January 2027'])
      expect(page).toContain(words)
    expect((await desk.send(item, {}, `${item}/give`)).status).toBe(303)
    expect(linksIn((await desk.open(at)).html, at)).not.toContain(item)
  })

  test('take an opinion about health, with the day until which it counts', async () => {
    const { at } = await found()
    const opinion = {
      professional: 'Dr Imran Shah',
      profession: 'General practitioner',
      asked: 'Would it do serious harm?',
      answer: 'not-likely',
    }
    const day = { 'givenOn-day': '20', 'givenOn-month': '11', 'givenOn-year': '2026' }
    expect((await desk.send(`${at}/opinion`, { ...opinion, ...day })).status).toBe(303)
    const { html } = await desk.open(at)
    for (const words of ['Dr Imran Shah', 'Serious harm is not likely', '20 November 2026']) expect(text(html)).toContain(words)
  })

  test('are closed to every other colleague, and wait for the search', async () => {
    const { at } = await found('Morwenna rang.')
    const housing = await site.as(colleague('housing-officer'))
    expect((await housing.open(at)).status).toBe(403)
    expect((await desk.open(`${at}/3f0c7c1e-2a4b-4a53-8b0a-0d1f2e3a4b5c`)).status).toBe(404)
  })
})

describe('a second reader, where the landlord wants one', () => {
  test('says on the page of the text that they have read it too, and is another colleague', async () => {
    const landlord = { ...released.edition.landlord, secondReader: ['other-people' as const] }
    const wanting = { ...released, edition: { ...released.edition, landlord } }
    const asking = await deskSite(
      { ...tested, deps: { ...tested.deps, inForce: () => ({ ...tested.deps.inForce(), released: wanting }) } },
      wanting,
    )
    const [one, other] = [await asking.as(officer), await asking.as(colleague('data-protection-officer'))]
    const { at, texts } = await found('Morwenna rang.')
    const path = texts[0] ?? ''
    expect((await read(path, answered)).status).toBe(303)
    const list = text((await one.open(at)).html)
    for (const words of ['1 of 1 text read. 1 waits for a second reader.', 'Read: 1 passage left out. Waits for a second reader'])
      expect(list).toContain(words)
    const seconds = async (who: typeof one) => who.send(path, { version: versionIn((await who.open(path)).html) }, `${path}/second`)
    expect((await seconds(one)).status).toBe(303)
    expect(text((await one.open(path)).html)).toContain('Ask another colleague to read it: you decided about it last.')
    expect((await seconds(other)).headers.get('location')).toBe(at)
    expect(text((await one.open(at)).html)).not.toContain('second reader')
    await asking.close()
  })
})

describe('a recording of somebody who asks for a copy', () => {
  test('is opened on a page of its own, where it is decided whether it goes', async () => {
    const { id, person } = await searched()
    const call = { reference: 'call 1', startedAt: noon.subtract({ hours: 3 }).toString(), seconds: 3, direction: 'in', person } as const
    await takeInCall({ ...tested.deps, gate: tested.gate, ffmpeg: null }, { ...call, colleague: 'Dee Marsh' }, inChunks(wavOf(3)))
    const at = `/desk/requests/${id}/texts`
    expect((await desk.send(at, {}, `${at}/find`)).status).toBe(303)
    const list = (await desk.open(at)).html
    expect(text(list)).toMatch(/The recording or picture itself.*Not decided/)
    const [path = ''] = linksIn(list, at)
    expect((await desk.open(path)).html).toContain(`href="${path}/media"`)
    const opened = await desk.send(`${path}/media`, {}, `${path}/media/open`)
    expect([opened.headers.get('content-type'), Buffer.from(await opened.arrayBuffer()).length]).toEqual(['audio/wav', wavOf(3).length])
    const goes = { outcome: 'reasonable', why: 'Only a colleague in their work.', from: '', to: '', silences: '' }
    for (const [fields, message] of [
      [{ why: '' }, 'Enter what you weighed, and why'],
      [{ from: '0:01' }, 'Enter both from when and until when it goes, or neither'],
      [{ silences: '0:01 to 0:02' }, 'Enter from when until when it goes'],
      [{ from: '0:00', to: '0:09' }, 'Enter times within the recording'],
    ] as const) {
      const answer = await read(`${path}/media`, { ...goes, ...fields })
      expect([answer.status, text(await answer.text())], message).toEqual([422, expect.stringContaining(message)])
    }
    expect((await read(`${path}/media`, { ...goes, from: '0:00', to: '0:02', silences: '0:01 to 0:02' })).headers.get('location')).toBe(at)
    expect(text((await desk.open(at)).html)).toContain('Decided: it goes without some parts')
  })
})

import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { answersTo } from '#duties/rights/answer/answers.ts'
import { fetchAnswer } from '#duties/rights/answer/deliver.ts'
import { rightsRequestsOf } from '#duties/rights/requests.ts'
import { rightsSearchOf } from '#duties/rights/search/search.ts'
import { testTools, unpacked } from '../support/answers.ts'
import { barriers, openPage, sidewaysScroll, startBrowser } from '../support/browser.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { readPdf } from '../support/pdf.ts'
import { putPerson } from '../support/people.ts'
import { logLetter, ok } from '../support/rights.ts'
import { deskSite } from './desk-site.ts'

const on = await testDatabase()
const released = await livewest()
const tested = await testGate(on, released)
const all = { ...tested.deps, gate: tested.gate }
const site = await deskSite(tested, released, {}, null, await testTools(join(on.data, 'set-aside')))
const [first, other] = [colleague('data-protection-officer'), colleague('data-protection-officer')]
const [team, second] = [await site.as(first), await site.as(other)]
const [requests, search] = [rightsRequestsOf(all), rightsSearchOf(all)]
let browser: Browser
beforeAll(async () => {
  browser = await startBrowser()
})
afterAll(async () => {
  await browser.close()
  await site.close()
})

beforeEach(() => on.asAdmin((admin) => admin.query('truncate rights_request cascade; delete from household_member; delete from person')))

const inWords = (html: string) => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')
const versionOf = async (id: string) => ok(await requests.look(first, id)).request.version
const rowsOf = async (id: string) => ok(await search.look(first, id)).places.flatMap(({ row }) => row ?? [])
const rowAt = async (id: string, place: string) => {
  const row = (await rowsOf(id)).find((each) => each.place === place)
  if (row === undefined) throw new Error(`${place} was not asked`)
  return row
}
const gave = { otherNames: 'Zen Larkspur', homesGiven: '6 Alder Court, EX5 2FZ', numbersGiven: '07700 900417' }
const why = 'She showed her passport. Looked by both names and the address.'

/** A request of somebody who is not on file, searched at the desk by what they gave. */
async function searched(): Promise<string> {
  const id = await logLetter(tested, first, { name: 'Zenobia Quill', contact: 'zenobia@example.org' })
  const sent = await team.send(`/desk/requests/${id}/nobody`, { version: await versionOf(id), ...gave, why })
  expect([sent.status, sent.headers.get('location')]).toEqual([303, `/desk/requests/${id}`])
  expect((await team.send(`/desk/requests/${id}/search`, {}, `/desk/requests/${id}/search/now`)).status).toBe(303)
  return id
}

async function everySystemAnswers(id: string): Promise<void> {
  const at = `/desk/requests/${id}/search`
  for (const { id: item, version } of (await rowsOf(id)).filter(({ place }) => place.startsWith('system:')))
    expect((await team.send(`${at}/${item}`, { version, answer: 'not-known', found: '', words: 'Looked by both names.' })).status).toBe(303)
}

describe('somebody who is on no record of ours asks for a copy', () => {
  test('and is answered at the desk that nothing is held: searched, asked, written, looked at by a second colleague, and sent', async () => {
    const namesake = await putPerson(on, { name: 'Zenobia Quill' })
    const id = await logLetter(tested, first, { name: 'Zenobia Quill', contact: 'zenobia@example.org' })
    const at = `/desk/requests/${id}`
    expect((await team.open(at)).html).toContain(`href="${at}/nobody"`)
    const empty = await team.send(`${at}/nobody`, { version: await versionOf(id), ...gave, why: '' })
    expect([empty.status, await empty.text()]).toEqual([
      422,
      expect.stringContaining('Enter how you know who asks, and that nobody on file is them'),
    ])
    expect((await team.send(`${at}/nobody`, { version: await versionOf(id), ...gave, why })).status).toBe(303)
    const page = inWords((await team.open(at)).html)
    for (const words of ['Stands at Known who asks: nobody on file is them', 'Zen Larkspur', '6 Alder Court, EX5 2FZ', '07700 900417', why])
      expect(page).toContain(words)

    expect((await team.send(`${at}/search`, {}, `${at}/search/now`)).status).toBe(303)
    const people = await rowAt(id, 'by-name:person')
    const asked = inWords((await team.open(`${at}/search/${people.id}`)).html)
    expect(asked).toContain('We looked for: Zenobia Quill; Zen Larkspur; 6 Alder Court, EX5 2FZ; 07700 900417.')
    expect(asked).toContain('Found: 1. Zenobia Quill Test, born 1981')
    expect(asked).toContain('One of them is who asks: choose them')
    const none = { version: people.version, answer: 'nothing-held', words: 'Born in another year.' }
    expect((await team.send(`${at}/search/${people.id}`, none)).status).toBe(303)
    expect((await team.send(`${at}/search`, {}, `${at}/search/done`)).status).toBe(303)
    expect(inWords((await team.open(`${at}/search`)).html)).toContain('A place has not answered yet.')
    await everySystemAnswers(id)
    expect((await team.send(`${at}/search`, {}, `${at}/search/done`)).headers.get('location')).toBe(at)

    await team.send(`${at}/texts`, {}, `${at}/texts/find`)
    const read = await team.send(`${at}/texts`, { version: await versionOf(id) }, `${at}/texts/complete`)
    expect(read.status).toBe(303)
    expect((await team.send(`${at}/answer`, { version: await versionOf(id) }, `${at}/answer/make`)).status).toBe(303)
    expect(inWords((await team.open(`${at}/answer`)).html)).toContain('every byte of it was read again')
    expect((await second.send(`${at}/answer/look`, { version: await versionOf(id), outcome: 'release', why: '' })).status).toBe(303)
    const way = { version: await versionOf(id), by: 'e-mail', to: 'as-given', others: 'nobody' }
    expect((await team.send(`${at}/answer/agree`, way)).status).toBe(303)

    const [row] = ok(await answersTo({ gate: tested.gate }, first, id)).rows
    const fetched = ok(await fetchAnswer(all, first, { id, version: await versionOf(id) }))
    const chunks: Buffer[] = []
    for await (const chunk of fetched.archive) chunks.push(Buffer.from(chunk))
    const files = await unpacked(Buffer.concat(chunks), row?.passphrase ?? '')
    expect([...files.keys()].toSorted()).toEqual(['your-information.json', 'your-information.pdf'])
    const path = join(on.data, 'nothing-held.pdf')
    await writeFile(path, files.get('your-information.pdf') ?? '')
    const { text, isTagged } = await readPdf(path)
    // A line of the page ends without a blank.
    const bare = (text: string) => text.replaceAll(/\s+/g, '')
    const letter = bare(text)
    expect(isTagged).toBe(true)
    for (const words of [
      'Dear Zenobia Quill,',
      'We hold nothing about you, but the request itself and what we noted to answer it.',
      'We searched for: Zenobia Quill; Zen Larkspur; 6 Alder Court, EX5 2FZ; 07700 900417.',
      'If you want us to look again',
      'Google Analytics Knows nobody by what we gave',
      'Your rights',
    ])
      expect(letter).toContain(bare(words))
    for (const words of ['section164A', 'https://ico.org.uk/make-a-complaint', 'You can also go to court'])
      expect(letter).toContain(bare(words))
    expect(String(files.get('your-information.json'))).toContain('We hold nothing about you, but the request itself')
    for (const hidden of ['1981', 'Test', namesake.person, 'another year']) expect(letter).not.toContain(bare(hidden))
    expect((await team.send(`${at}/answer`, { version: await versionOf(id) }, `${at}/answer/sent`)).status).toBe(303)
    expect(inWords((await team.open(at)).html)).toContain('Answered: nothing is held, on 23 November 2026.')
  }, 180_000)

  test('and is not told that nothing is held while something was found and is not in the answer', async () => {
    const id = await searched()
    const at = `/desk/requests/${id}`
    await everySystemAnswers(id)
    const finance = await rowAt(id, 'system:finance-system')
    const found = { version: finance.version, answer: 'found', found: '2', words: 'Two letters of 2009.' }
    expect((await team.send(`${at}/search/${finance.id}`, found)).status).toBe(303)
    await team.send(`${at}/search`, {}, `${at}/search/done`)
    await team.send(`${at}/texts`, {}, `${at}/texts/find`)
    await team.send(`${at}/texts`, { version: await versionOf(id) }, `${at}/texts/complete`)
    await team.send(`${at}/answer`, { version: await versionOf(id) }, `${at}/answer/make`)
    expect(inWords((await team.open(`${at}/answer`)).html)).toContain(
      'Not made: a place has found something about them, and nothing of it is in the copy.',
    )
  }, 120_000)

  test('and goes the ordinary way once somebody on file is found to be them', async () => {
    const { person } = await putPerson(on, { name: 'Zenobia Quill' })
    const id = await searched()
    const at = `/desk/requests/${id}`
    expect((await team.open(at)).html).toContain(`href="${at}/whose"`)
    expect((await team.send(`${at}/whose`, { person }, `${at}/whose/choose`)).status).toBe(303)
    expect(inWords((await team.open(at)).html)).toContain('Stands at Known whose data it is about')
    expect((await team.open(`${at}/nobody`)).status).toBe(404)
    expect((await team.send(`${at}/search`, {}, `${at}/search/now`)).status).toBe(303)
    expect(await rowAt(id, 'person')).toMatchObject({ answer: 'found' })
  }, 60_000)

  test('on pages that everybody can use, on a phone and on a desk', async () => {
    await putPerson(on, { name: 'Zenobia Quill' })
    const id = await searched()
    const people = await rowAt(id, 'by-name:person')
    await site.as(first)
    const paths = ['', '/nobody', '/search', `/search/${people.id}`, '/search/certificate'].map((path) => `/desk/requests/${id}${path}`)
    for (const width of [390, 1366]) {
      const { page, close } = await openPage(browser, `${site.at}/stand-in`, { width })
      for (const path of paths) {
        expect((await page.goto(site.at + path))?.status()).toBe(200)
        expect([path, await barriers(page), await sidewaysScroll(page)]).toEqual([path, [], 0])
      }
      await close()
    }
  }, 180_000)

  test('and only the data protection team notes that nobody on file is them', async () => {
    const id = await logLetter(tested, first, { name: 'Zenobia Quill' })
    expect((await (await site.as(colleague('housing-officer'))).open(`/desk/requests/${id}/nobody`)).status).toBe(403)
  })
})

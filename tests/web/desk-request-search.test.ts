import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rightsSearchOf } from '#duties/rights/search/search.ts'
import { tasks } from '#duties/tasks/tasks.ts'
import { contactLog } from '#records/contact-log/contact-log.ts'
import { barriers, openPage, sidewaysScroll, startBrowser } from '../support/browser.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, today } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putItem } from '../support/items.ts'
import { putPerson } from '../support/people.ts'
import { requestAfter } from '../support/rights.ts'
import { deskSite } from './desk-site.ts'

const on = await testDatabase()
const released = await livewest()
const tested = await testGate(on, released)
const all = { ...tested.deps, gate: tested.gate }
const search = rightsSearchOf(all)
const officer = colleague('data-protection-officer')
const site = await deskSite(tested, released)
let browser: Browser
beforeAll(async () => {
  browser = await startBrowser()
})
afterAll(async () => {
  await browser.close()
  await site.close()
})

async function identifiedRequest(): Promise<string> {
  const { person } = await putPerson(on)
  return requestAfter(tested, officer, ['identified'], { person })
}

async function rowOf(id: string, place: string) {
  const look = await search.look(officer, id)
  const row = look.ok ? look.places.find((each) => each.place === place)?.row : null
  if (row == null) throw new Error('not asked')
  return row
}

/** Nothing on these pages is hard to use, on a phone and on a desk. */
async function areUsable(paths: readonly string[]): Promise<void> {
  await site.as(officer)
  for (const width of [390, 1200]) {
    const { page, close } = await openPage(browser, `${site.at}/stand-in`, { width })
    for (const path of paths) {
      expect((await page.goto(site.at + path))?.status()).toBe(200)
      expect([path, await barriers(page), await sidewaysScroll(page)]).toEqual([path, [], 0])
    }
    await close()
  }
}

test('the data protection team searches at the desk, asks the systems outside, and goes on when every place has answered', async () => {
  const id = await identifiedRequest()
  const at = `/desk/requests/${id}/search`
  const desk = await site.as(officer)
  expect((await desk.open(`/desk/requests/${id}`)).html).toContain(`href="${at}"`)
  expect((await desk.open(at)).html).toContain('Nothing has been searched yet.')
  expect((await desk.send(at, {}, `${at}/now`)).status).toBe(303)
  const searched = await desk.open(at)
  expect(searched.html).toContain('places have not answered yet')
  expect(searched.html).toContain('Rent and finance system')
  expect(searched.html).toContain('Reminder 1 is due on 30 November 2026: ask the people who run it again.')
  expect(searched.html).not.toContain('Everything is searched')

  const finance = await rowOf(id, 'system:finance-system')
  const form = await desk.open(`${at}/${finance.id}`)
  expect(form.html).toContain('Ask them to look for: Amina Test')
  const answer = { version: finance.version, answer: 'found', found: '', words: 'Accounts and letters, by Ann.' }
  const wrong = await desk.send(`${at}/${finance.id}`, answer)
  expect([wrong.status, await wrong.text()]).toEqual([422, expect.stringContaining('Enter how many items they found')])
  expect((await desk.send(`${at}/${finance.id}`, { ...answer, found: '12' })).status).toBe(303)

  const survey = await rowOf(id, 'system:survey-tool')
  expect((await desk.send(at, { version: survey.version }, `${at}/${survey.id}/chased`)).status).toBe(303)
  const chased = await rowOf(id, 'system:survey-tool')
  await desk.send(`${at}/${survey.id}/without`, { version: chased.version, why: 'Its answers have no names.' })

  for (const { place } of (await looked(id)).lacking) {
    const row = await rowOf(id, place)
    await desk.send(`${at}/${row.id}`, { version: row.version, answer: 'nothing-held', words: 'Looked by name.' })
  }
  expect((await desk.open(at)).html).toContain('Every place has answered.')
  const certificate = await desk.open(`${at}/certificate`)
  for (const words of ['Its answers have no names.', 'Accounts and letters, by Ann.', 'and 1 time again', 'Dee Marsh'])
    expect(certificate.html).toContain(words)
  const copy = await desk.open(`${at}/certificate/copy`)
  expect(copy.html).toContain('Its answers have no names.')
  expect(copy.html).not.toContain('Accounts and letters, by Ann.')
  expect((await desk.send(at, {}, `${at}/done`)).headers.get('location')).toBe(`/desk/requests/${id}`)
  expect((await desk.open(`/desk/requests/${id}`)).html).toContain('Everything was searched')
}, 180_000)

test('the pages of a search can be used by everybody, on a phone and on a desk', async () => {
  const id = await identifiedRequest()
  await search.now(officer, id)
  const at = `/desk/requests/${id}/search`
  const { id: finance } = await rowOf(id, 'system:finance-system')
  await areUsable([at, `${at}/${finance}`, `${at}/${finance}/without`, `${at}/certificate`])
}, 240_000)

async function looked(id: string) {
  const look = await search.look(officer, id)
  if (!look.ok) throw new Error('not there')
  return look
}

test('texts in a neighbour’s record that name somebody are shown with where they stand, and without the neighbour’s name', async () => {
  const neighbour = await putPerson(on, { name: 'Ned' })
  await putItem(on, contactLog, {
    ...{ activity: 'contact-handling', collectedOn: today, person: neighbour.person, keys: tested.deps.keys },
    values: { topic: 'Noise', summary: 'Amina Test at number 6 plays music.', promised: null },
  })
  const id = await identifiedRequest()
  await search.now(officer, id)
  const { id: others } = await rowOf(id, 'others')
  const at = `/desk/requests/${id}/search`
  const desk = await site.as(officer)
  expect((await desk.open(at)).html).toContain(`href="${at}/${others}/around"`)
  const { html } = await desk.open(`${at}/${others}/around`)
  expect(html).toContain('Amina Test at number 6 plays music.')
  expect(html).toContain('Contact of a neighbour, 23 November 2026: What was said')
  expect(html).not.toContain('Ned')
  await areUsable([`${at}/${others}/around`])
  expect((await (await site.as(colleague('housing-officer'))).open(`${at}/${others}/around`)).status).toBe(403)
}, 120_000)

test('a document that another system sent is added on its page, or refused in words, and removed where it is about somebody else', async () => {
  const id = await identifiedRequest()
  await search.now(officer, id)
  const { id: finance } = await rowOf(id, 'system:finance-system')
  const at = `/desk/requests/${id}/search/${finance}`
  const desk = await site.as(officer)
  const add = async (content: string, more: Readonly<Record<string, string>> = {}) => {
    const body = new FormData()
    body.append('_csrf', /name="_csrf" value="([^"]+)"/.exec((await desk.open(`${at}/add`)).html)?.[1] ?? '')
    for (const [name, value] of Object.entries({ called: 'Letter of 3 May', says: '', ...more })) body.append(name, value)
    body.append('file', new Blob([content]), 'letter.docx')
    const answer = await desk.postBody(`${site.at}${at}/add`, body)
    return { status: answer.status, html: await answer.text() }
  }
  expect((await desk.open(at)).html).toContain('No document of theirs has been added yet.')
  expect(await add('PK\u0003\u0004 a Word file')).toMatchObject({
    status: 422,
    html: expect.stringContaining('Save anything else, such as a Word file, as a PDF first'),
  })
  expect(await add('   ')).toMatchObject({ status: 422, html: expect.stringContaining('Type what it says') })
  expect(await add('', {})).toMatchObject({ status: 422, html: expect.stringContaining('Choose a document') })
  expect(await add('A letter.', { called: '' })).toMatchObject({ status: 422, html: expect.stringContaining('Enter what it is') })
  expect((await desk.open(at)).html).toContain('No document of theirs has been added yet.')
  expect(await add('A letter about the kitchen.')).toMatchObject({ status: 303 })
  const listed = await desk.open(at)
  expect(listed.html).toContain('Letter of 3 May')
  await areUsable([at, `${at}/add`])
  const [, find = '', version = ''] = /name="find" value="([^"]+)".*?name="version" value="([^"]+)"/s.exec(listed.html) ?? []
  expect((await desk.send(at, { find, version }, `${at}/remove`)).status).toBe(303)
  expect((await desk.open(at)).html).toContain('No document of theirs has been added yet.')
  const other = await site.as(colleague('housing-officer'))
  expect((await other.open(`${at}/add`)).status).toBe(403)
}, 120_000)

test('the task to ask again leads to the search, and nobody else sees it', async () => {
  const id = await identifiedRequest()
  await search.now(officer, id)
  const row = await rowOf(id, 'system:survey-tool')
  const [task] = (await tasks(tested.deps).waiting(officer, null)).filter(({ about }) => about === row.id)
  const desk = await site.as(officer)
  expect((await desk.open(`/desk/tasks/${task?.id}`)).html).toContain(`href="/desk/requests/places/${row.id}"`)
  const to = await desk.follow(`${site.at}/desk/requests/places/${row.id}`)
  expect(await to.answer.text()).toContain('Every place')
  for (const path of ['', '/certificate', `/${row.id}`, `/${row.id}/without`]) {
    const other = await (await site.as(colleague('housing-officer'))).open(`/desk/requests/${id}/search${path}`)
    expect([other.status, other.html.includes('Survey tool')]).toEqual([403, false])
  }
})

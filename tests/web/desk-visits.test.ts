import { afterAll, describe, expect, test } from 'vitest'
import { kiosks } from '#duties/visits/kiosks.ts'
import { visitBook } from '#duties/visits/visit-book.ts'
import { receptionDoor } from '#web/reception/reception.ts'
import { barriers, openPage, sidewaysScroll, startBrowser } from '../support/browser.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { entry } from '../support/visits.ts'
import { deskSite } from './desk-site.ts'
import { exampleSite } from './example-site.ts'
import { visitor } from './visitor.ts'

const on = await testDatabase()
const released = await livewest()
const tested = await testGate(on, released)
const ways = { ...tested.deps, gate: tested.gate }
const book = visitBook(ways)
const { look } = exampleSite().parts
const editions = { current: () => released, list: () => [], get: () => released }
const reception = receptionDoor({ editions, look, clock: tested.deps.clock, book, kiosks: kiosks(ways), secure: false })
const site = await deskSite(tested, released, { doors: [reception] })
afterAll(() => site.close())
const receptionist = colleague('receptionist')
const desk = await site.as(receptionist)

const ada = { name: 'Ada Quince', host: 'Dee Marsh', registration: 'ab12 cde' }
const tokenIn = (html: string) => /name="_csrf" value="([^"]+)"/.exec(html)?.[1] ?? ''
const codeIn = (html: string) => /app-badge__code">([^<]+)</.exec(html)?.[1] ?? ''

async function signedIn(more: Parameters<typeof entry>[0] = {}) {
  const answer = await book.signInByColleague(receptionist, 'exeter', entry(more))
  if (!answer.ok) throw new Error('not signed in')
  return answer
}

describe('the receptionist', () => {
  test('signs a visitor in, gives them a badge without their name, sees them inside, and signs them out', async () => {
    const answer = await desk.send('/desk/visits/new', ada)
    const badge = await answer.text()
    expect([answer.status, badge]).toEqual([200, expect.stringContaining('They are signed in')])
    expect(badge).not.toContain(ada.name)
    expect(codeIn(badge)).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/)
    const { html } = await desk.open('/desk/visits')
    for (const words of ['1 visitor is inside, in Exeter.', ada.name, ada.host, 'AB12 CDE', '12:00']) expect(html).toContain(words)
    const [, at = '', version = ''] = /action="(\/desk\/visits\/[^"]+\/sign-out)"[\s\S]*?name="version" value="(\d+)"/.exec(html) ?? []
    expect((await desk.send('/desk/visits', { version }, at)).status).toBe(303)
    const { html: after } = await desk.open('/desk/visits')
    expect(after).toContain('The visitor is signed out.')
    expect(after).toContain('No visitor is inside.')
  })

  test('who presses for a visitor who has just gone by badge is told so', async () => {
    const { code } = await signedIn()
    const { html } = await desk.open('/desk/visits')
    const [, at = '', version = ''] = /action="(\/desk\/visits\/[^"]+\/sign-out)"[\s\S]*?name="version" value="(\d+)"/.exec(html) ?? []
    await book.signOutByBadge(code)
    const late = await desk.post(site.at + at, { _csrf: tokenIn(html), version })
    expect([late.status, await late.text()]).toEqual([412, expect.stringContaining('Somebody has changed this')])
  })

  test('who presses the next morning is told to close the entry', async () => {
    tested.setNow(noon.subtract({ hours: 24 }))
    await signedIn()
    const { html } = await desk.open('/desk/visits')
    const [, at = '', version = ''] = /action="(\/desk\/visits\/[^"]+\/sign-out)"[\s\S]*?name="version" value="(\d+)"/.exec(html) ?? []
    tested.setNow(noon)
    expect((await desk.post(site.at + at, { _csrf: tokenIn(html), version })).headers.get('location')).toBe('/desk/visits')
    expect((await desk.open('/desk/visits')).html).toContain('close the entry under “Not signed out”')
    await on.asAdmin((admin) => admin.query('truncate visit'))
  })

  test.each([
    [{ ...ada, name: '' }, 'Enter their name'],
    [{ ...ada, name: 'a'.repeat(500) }, 'Enter 100 characters or fewer'],
    [{ ...ada, host: '' }, 'Enter who they are visiting'],
    [{ ...ada, registration: 'A'.repeat(500) }, 'Enter 15 characters or fewer'],
  ])('is told what is wrong with an entry', async (fields, words) => {
    const wrong = await desk.send('/desk/visits/new', fields)
    expect([wrong.status, await wrong.text()]).toEqual([422, expect.stringContaining(words)])
  })

  test('finds those who forgot to sign out the next morning, on the home page too, and closes them with what was found', async () => {
    tested.setNow(noon.subtract({ hours: 24 }))
    await signedIn({ name: 'Bo Forgot' })
    tested.setNow(noon)
    expect((await desk.open('/desk')).html).toContain('1 visitor of an earlier day who did not sign out')
    expect((await desk.open('/desk/visits')).html).not.toContain('Bo Forgot')
    const { html } = await desk.open('/desk/visits/forgotten')
    expect(html).toContain('Bo Forgot')
    const close = /href="(\/desk\/visits\/forgotten\/[^"]+)"/.exec(html)?.[1] ?? ''
    const page = (await desk.open(close)).html
    const version = /name="version" value="(\d+)"/.exec(page)?.[1] ?? ''
    const empty = await desk.send(close, { version, because: '' })
    expect([empty.status, await empty.text()]).toEqual([422, expect.stringContaining('Enter what you found')])
    expect((await desk.send(close, { version, because: 'Dee Marsh saw them leave.' })).status).toBe(303)
    expect((await desk.open('/desk/visits/forgotten')).html).toContain('Every visitor of earlier days is signed out.')
    expect((await desk.open('/desk')).html).not.toContain('1 visitor of an earlier day')
  })

  test('sets a tablet up by a code that is shown once, and removes it at once', async () => {
    const code = codeIn(await (await desk.send('/desk/visits/kiosks/new', { label: 'By the main door' })).text())
    const tablet = visitor()
    const start = async () => (await tablet.get(`${site.at}/reception`)).text()
    expect((await tablet.post(`${site.at}/reception/claim`, { _csrf: tokenIn(await start()), code })).status).toBe(303)
    expect(await start()).toContain('Welcome to')
    const { html } = await desk.open('/desk/visits/kiosks')
    expect(html).toContain('1 tablet in use.')
    const at = /action="([^"]+\/revoke)"/.exec(html)?.[1] ?? ''
    expect((await desk.send('/desk/visits/kiosks', {}, at)).status).toBe(303)
    expect(await start()).toContain('This tablet is no longer set up')
    expect((await desk.open('/desk/visits/kiosks')).html).toContain('0 tablets in use.')
  })
})

test('a visitor signs in at the tablet, is seen at the desk, and leaves by the badge', async () => {
  const code = codeIn(await (await desk.send('/desk/visits/kiosks/new', { label: 'Side door' })).text())
  const tablet = visitor()
  const show = async (path: string) => (await tablet.get(site.at + path)).text()
  const send = async (path: string, fields: Readonly<Record<string, string>>, action = path) =>
    tablet.post(site.at + action, { _csrf: tokenIn(await show(path)), ...fields })
  await send('/reception', { code }, '/reception/claim')
  await send('/reception/name', { name: 'Zoë  Ash' })
  await send('/reception/host', { host: 'Repairs' })
  await send('/reception/registration', {})
  await send('/reception/help', { needsHelp: 'yes' })
  expect((await send('/reception/check', {})).headers.get('location')).toBe('/reception/badge')
  const badge = codeIn(await show('/reception/badge'))
  const { html } = await desk.open('/desk/visits')
  expect(html).toContain('Zoë Ash')
  // What was said about help is for an alarm alone.
  expect(html).not.toMatch(/help/i)
  expect((await send('/reception/sign-out', { code: badge.toLowerCase() })).headers.get('location')).toBe('/reception/signed-out')
  expect((await desk.open('/desk/visits')).html).not.toContain('Zoë Ash')
})

test('nobody but the receptionist sees the book: every other role is refused with the clause, and is not led to it', async () => {
  for (const role of ['fire-warden', 'housing-officer', 'data-protection-officer', 'team-leader', 'customer-service-adviser'] as const) {
    const other = await site.as(colleague(role))
    for (const path of ['/desk/visits', '/desk/visits/new', '/desk/visits/forgotten', '/desk/visits/kiosks', '/desk/visits/kiosks/new']) {
      const { status, html } = await other.open(path)
      expect([status, html], `${role} ${path}`).toEqual([403, expect.stringMatching(/#clause-[A-Z]+\d+/)])
    }
    expect((await other.open('/desk')).html, role).not.toContain('/desk/visits"')
  }
})

describe('in a browser', async () => {
  const browser = await startBrowser()
  afterAll(() => browser.close())

  test.each([390, 1366])('the pages of the book can be read and worked at %d pixels', async (width) => {
    tested.setNow(noon.subtract({ hours: 24 }))
    await signedIn({ name: 'Bo Forgot' })
    tested.setNow(noon)
    for (const name of ['Ada Quince', 'Cleo Marsh', 'Dov Lind'])
      await signedIn({ name, registration: name === 'Dov Lind' ? null : 'AB12 CDE' })
    await site.as(receptionist)
    const { page, close } = await openPage(browser, `${site.at}/stand-in`, { width })
    await page.goto(`${site.at}/desk/visits/forgotten`)
    const entryPage = await page.getByRole('link', { name: 'Bo Forgot' }).first().getAttribute('href')
    for (const path of [
      '/desk/visits',
      '/desk/visits/new',
      '/desk/visits/forgotten',
      entryPage ?? '',
      '/desk/visits/kiosks',
      '/desk/visits/kiosks/new',
    ]) {
      await page.goto(site.at + path)
      expect(await barriers(page), path).toEqual([])
      expect(await sidewaysScroll(page), path).toBe(0)
    }
    await page.goto(`${site.at}/desk/visits/new`)
    await page.getByLabel('Name').fill('Ed Lane')
    await page.getByLabel('Visiting').fill('IT')
    await page.getByRole('button', { name: 'Sign them in' }).click()
    await page.getByRole('heading', { name: 'They are signed in' }).waitFor()
    expect(await barriers(page)).toEqual([])
    await close()
  })
})

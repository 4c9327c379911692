import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rightsRequestsOf } from '#duties/rights/requests.ts'
import { camera } from '#records/camera/camera.ts'
import { barriers, openPage, sidewaysScroll, startBrowser } from '../support/browser.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, today } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putItem } from '../support/items.ts'
import { putPerson } from '../support/people.ts'
import { deskSite } from './desk-site.ts'

const on = await testDatabase()
const released = await livewest()
const tested = await testGate(on, released)
const requests = rightsRequestsOf({ ...tested.deps, gate: tested.gate })
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

async function logged(receivedOn = '2026-11-20') {
  const answer = await requests.log(officer, {
    ...{ receivedOn, cameBy: 'letter', askedBy: 'themselves', name: 'Amina Yusuf', contact: '4 Quay Street' },
    ...{ words: 'Please send me all that you have on me.', otherNames: null, authority: null },
  })
  const look = answer.ok ? await requests.look(officer, answer.id) : answer
  if (!look.ok) throw new Error('not logged')
  return look.request
}

const day = { 'receivedOn-day': '20', 'receivedOn-month': '11', 'receivedOn-year': '2026' }
const said = {
  words: 'All of it.',
  ...day,
  cameBy: 'telephone',
  askedBy: 'themselves',
  name: 'Amina',
  contact: '4 Quay Street',
  otherNames: '',
  authority: '',
}

describe('a request at the desk', () => {
  test('is logged by whoever takes it in, whose link says so and who is led back to their day; the list is not theirs', async () => {
    const adviser = await site.as(colleague('customer-service-adviser'))
    const { html } = await adviser.open('/desk')
    expect(html).toMatch(/href="\/desk\/requests\/new"[^>]*>Log a request</)
    expect(html).not.toMatch(/>Requests</)
    const sent = await adviser.send('/desk/requests/new', said)
    expect([sent.status, sent.headers.get('location')]).toEqual([303, '/desk'])
    expect((await adviser.open('/desk/requests')).status).toBe(403)
    const team = await site.as(officer)
    expect((await team.open('/desk')).html).toMatch(/href="\/desk\/requests"[^>]*>Requests</)
    expect((await team.send('/desk/requests/new', said)).headers.get('location')).toMatch(/^\/desk\/requests\/[0-9a-f-]{36}$/)
  })

  test('that came twice leads to the one that came first, and ends with it', async () => {
    const [first, second] = [await logged('2026-11-19'), await logged('2026-11-21')]
    const desk = await site.as(officer)
    const at = `/desk/requests/${second.id}`
    const version = async () => /name="version" value="(\d+)"/.exec((await desk.open(`${at}/note`)).html)?.[1] ?? ''
    const sent = await desk.send(`${at}/link`, { version: await version(), reference: first.reference, as: 'duplicate' })
    expect(sent.status).toBe(303)
    const linked = await desk.open(at)
    expect(linked.html).toContain(`href="/desk/requests/${first.id}"`)
    expect(linked.html).toContain(`Join it with ${first.reference}`)
    expect((await desk.send(at, { version: await version() }, `${at}/join`)).status).toBe(303)
    const joined = await desk.open(at)
    expect(joined.html).toContain('Answered with another request, on 23 November 2026.')
    expect(joined.html).not.toContain('Join it with')
  })

  test('has its steps noted and taken back, with what they need', async () => {
    const at = `/desk/requests/${(await logged()).id}`
    const desk = await site.as(officer)
    const version = async () => /name="version" value="(\d+)"/.exec((await desk.open(`${at}/step`)).html)?.[1] ?? ''
    const on23 = { 'on-day': '23', 'on-month': '11', 'on-year': '2026', what: 'identity-asked' }
    const without = await desk.send(`${at}/step`, { ...on23, version: await version(), why: '' })
    expect([without.status, await without.text()]).toEqual([422, expect.stringContaining('Enter why')])
    expect((await desk.send(`${at}/step`, { ...on23, version: await version(), why: 'The name is another.' })).status).toBe(303)
    expect((await desk.open(at)).html).toContain('Waiting for proof of who they are')
    expect((await desk.send(at, { version: await version(), at: '0' }, `${at}/undo`)).status).toBe(303)
    expect((await desk.open(at)).html).not.toContain('Waiting for proof of who they are')
    expect((await desk.send(`${at}/authority`, { version: await version(), authority: 'Letter of 3 May' })).status).toBe(303)
    expect((await desk.open(at)).html).toContain('Letter of 3 May')
  })

  test('names footage by camera and time, and says what is wrong with them', async () => {
    await putItem(on, camera, { activity: 'cctv', collectedOn: today, values: { reference: 'CAM-014' } })
    const at = `/desk/requests/${(await logged()).id}/footage`
    const desk = await site.as(officer)
    const asked = { reference: 'CAM-014', on: '20/11/2026', from: '09:00', to: '10:00' }
    const wrong = async (more: object) => (await desk.send(at, { ...asked, ...more })).text()
    expect(await wrong({ reference: 'CAM-015' })).toContain('Enter the reference of a camera that is in the register')
    expect(await wrong({ to: '08:00' })).toContain('Enter a time after the first')
    expect(await wrong({ on: '23/11/2026', to: '23:00' })).toContain('Enter a time that has been')
    expect((await desk.open(at)).html).toContain('No footage is named yet.')
    expect((await desk.send(at, asked)).status).toBe(303)
    const { html } = await desk.open(at)
    expect(html).toMatch(/CAM-014.*20 November 2026, 09:00:00 GMT/s)
    const [, named = '', version = ''] = /name="named" value="([^"]+)".*?name="version" value="([^"]+)"/s.exec(html) ?? []
    expect((await desk.send(at, { named, version }, `${at}/remove`)).status).toBe(303)
    expect((await desk.open(at)).html).toContain('No footage is named yet.')
  })

  test('has pages that everybody can use, on a phone and on a desk', async () => {
    const [first, one] = [await logged('2026-10-01'), await logged()]
    await requests.step(officer, one, { what: 'identified', on: today, values: { ofPerson: (await putPerson(on)).person } })
    const at = `/desk/requests/${one.id}`
    await site.as(officer)
    const paths = ['', '/step', '/note', '/authority', '/link', '/footage'].map((path) => `${at}${path}`)
    for (const width of [390, 1366]) {
      const { page, close } = await openPage(browser, `${site.at}/stand-in`, { width })
      for (const path of ['/desk', '/desk/requests', '/desk/requests/new', `/desk/requests/${first.id}/whose`, ...paths]) {
        expect([path, (await page.goto(site.at + path))?.status()]).toEqual([path, 200])
        expect([path, await barriers(page), await sidewaysScroll(page)]).toEqual([path, [], 0])
      }
      await close()
    }
  }, 240_000)
})

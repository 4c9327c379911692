import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { alarms } from '#duties/visits/alarms.ts'
import { visitBook } from '#duties/visits/visit-book.ts'
import { barriers, openPage, sidewaysScroll, startBrowser } from '../support/browser.ts'
import { testDatabase } from '../support/database.ts'
import { changed, livewest, noon } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { readPdf } from '../support/pdf.ts'
import { entry } from '../support/visits.ts'
import { wire } from '../support/wire.ts'
import { deskSite } from './desk-site.ts'

const on = await testDatabase()
const released = await livewest()
const tested = await testGate(on, released)
const duties = { ...tested.deps, gate: tested.gate }
const site = await deskSite(tested, released)
const browser = await startBrowser()
afterAll(async () => {
  await browser.close()
  await site.close()
})

const warden = colleague('fire-warden')
const receptionist = colleague('receptionist')
const at = `${site.at}/desk/roll-call`
const names = /Quince|Birch|Marsh/

async function signIn(name: string, needsHelp = false): Promise<void> {
  const answer = await visitBook(duties).signInByColleague(receptionist, 'exeter', entry({ name, needsHelp }))
  if (!answer.ok) throw new Error('the visitor was not signed in')
}

/** Everybody of the tests before has left, and their alarms are over. */
beforeEach(async () => {
  tested.setNow(noon)
  const book = visitBook(duties)
  for (const { id } of await alarms(duties).running()) await alarms(duties).end(warden, id)
  const inside = await book.inside(receptionist, 'exeter')
  for (const visit of inside.ok ? inside.visits : []) await book.signOut(receptionist, visit)
})

/** The warden's telephone, signed in, with its clock at noon. */
async function telephone({ width = 390, script = true } = {}) {
  await site.as(warden)
  const { page, close } = await openPage(browser, `${site.at}/stand-in`, { width, script })
  if (script) await page.clock.install({ time: noon.toString() })
  return { page, close, offline: (off: boolean) => page.context().setOffline(off) }
}

/** What a page finds when it asks for the roll call without a network, and opens the list. */
async function openList(page: Page) {
  await page.goto(at)
  await page.getByRole('button', { name: 'Alarm: open the list' }).click()
  await page.getByLabel('Ada Quince').waitFor()
}

/** The page looks once a minute, when its script has begun to: its clock goes on until it has looked. */
async function shownSoon(page: Page, what: Locator): Promise<void> {
  const looked = async () => {
    if (await what.isVisible()) return true
    await page.clock.fastForward('01:00')
    return what.isVisible()
  }
  await expect.poll(looked, { timeout: 30_000, interval: 300 }).toBe(true)
}

/** With today's list on it, and the page that is shown without a network. */
async function readyTelephone() {
  const phone = await telephone()
  await phone.page.goto(at)
  await phone.page.getByText('Ready to work offline: fetched 12:00').waitFor()
  await phone.page.evaluate('navigator.serviceWorker.ready.then(() => undefined)')
  return phone
}

const kept = z.object({ names: z.array(z.string()), words: z.string(), files: z.array(z.string()), cached: z.string(), noted: z.string() })

/** All that the browser keeps for the site, sealed words as the bytes that they are. */
async function keptOn(page: Page) {
  return kept.parse(
    await page.evaluate(`(async () => {
      const asked = (request) => new Promise((done, failed) => Object.assign(request, { onsuccess: () => done(request.result), onerror: failed }))
      const [names, words, files, cached] = [[], [], [], []]
      for (const { name } of await indexedDB.databases()) {
        const database = await asked(indexedDB.open(name))
        for (const store of database.objectStoreNames) {
          const all = database.transaction(store).objectStore(store)
          names.push(...(await asked(all.getAllKeys())))
          for (const value of await asked(all.getAll())) {
            words.push(JSON.stringify(value))
            if (value.data) words.push(atob(value.data.replace(/-/g, '+').replace(/_/g, '/')))
          }
        }
        database.close()
      }
      for (const name of await caches.keys()) {
        const cache = await caches.open(name)
        for (const request of await cache.keys()) {
          files.push(new URL(request.url).pathname)
          cached.push(await (await cache.match(request)).text())
        }
      }
      return { names, words: words.join(), files, cached: cached.join(), noted: JSON.stringify({ ...localStorage, ...sessionStorage }) }
    })()`),
  )
}

describe('without a network', () => {
  test('what is on the device tells no name, and nothing on it can read its key', async () => {
    await signIn('Ada Quince', true)
    const { page, close } = await readyTelephone()
    const { names: held, words, files, cached, noted } = await keptOn(page)
    expect(held).toEqual(['device', 'list exeter'])
    expect(files.map((file) => file.replace(/-[0-9a-f]{12}/, ''))).toEqual([
      '/desk/roll-call/offline',
      '/look/roll-call.js',
      '/look/assured.css',
    ])
    expect(words + cached + noted + (await page.content()).replace('Dee Marsh, Contact team', '')).not.toMatch(names)
    const key = `indexedDB.open('roll-call').onsuccess = ({ target }) =>
      target.result.transaction('kept').objectStore('kept').get('device').onsuccess = async ({ target: { result } }) => {
        window.read = await crypto.subtle.exportKey('jwk', result.key).then(() => 'read', ({ name }) => name)
      }`
    await page.evaluate(key)
    await expect.poll(() => page.evaluate('window.read')).toBe('InvalidAccessError')
    await close()
  })

  test('the list opens in an alarm, ticks stay, and the opening goes on record once there is a network', async ({ annotate }) => {
    await signIn('Ada Quince', true)
    await signIn('Bo Birch')
    const { page, close, offline } = await readyTelephone()
    await offline(true)
    const begun = performance.now()
    await page.goto(at)
    await page.getByRole('button', { name: 'Alarm: open the list' }).press('Enter')
    await page.getByLabel('Ada Quince').waitFor()
    await annotate(`the list was there ${Math.round(performance.now() - begun)} ms after the page was asked for, without a network`)
    expect(await page.getByRole('heading').allTextContents()).toEqual([
      'Roll call',
      'Exeter',
      'Need help to get out (1)',
      'Everybody else (1)',
    ])
    expect(await page.locator(':focus').textContent()).toContain('Opened on this device at 12:00.')
    await page.getByLabel('Bo Birch').press('Space')
    expect(await barriers(page)).toEqual([])
    expect(await sidewaysScroll(page)).toBe(0)
    await page.reload()
    expect(await page.getByLabel('Bo Birch').isChecked()).toBe(true)
    expect(await page.locator('.app-counts').textContent()).toMatch(/2 inside\s*1 needs help\s*1 ticked/)

    tested.setNow(noon.add({ minutes: 10 }))
    await offline(false)
    await shownSoon(page, page.getByText('Opened on this device at 12:00. This is on record.'))
    const rows = `select detail->>'usedAt' as opened from evidence where detail ? 'usedAt'`
    expect((await on.asAdmin((session) => session.query(rows))).length).toBeGreaterThan(0)
    await page.getByRole('link', { name: 'See the list as it is now' }).click()
    await page.getByText('Alarm declared by Dee Marsh at 12:10.').waitFor()
    expect(await page.getByLabel('Bo Birch').isChecked()).toBe(true)
    await close()
  })

  test('after the day has ended nothing is left, on the page or on the device', async () => {
    await signIn('Ada Quince')
    const { page, close, offline } = await readyTelephone()
    await offline(true)
    await page.goto(at)
    await page.getByRole('button', { name: 'Alarm: open the list' }).click()
    await page.getByLabel('Ada Quince').check()
    await page.clock.fastForward('11:59:00')
    // The names have left the page after four hours; the list is still there for the next alarm.
    await page.getByRole('button', { name: 'Alarm: open the list' }).waitFor()
    expect((await keptOn(page)).names).toContain('list exeter')
    await page.clock.fastForward('02:00')
    await shownSoon(page, page.getByText('No list is on this device'))
    const left = await keptOn(page)
    expect(left.names).toEqual([])
    expect(left.noted).not.toContain('ticked')
    expect(await page.content()).not.toMatch(names)
    await close()
  })

  test('a list that is in use at midnight stays with its ticks, for as long as an alarm lasts', async () => {
    await signIn('Ada Quince')
    const { page, close, offline } = await readyTelephone()
    await offline(true)
    await page.clock.fastForward('11:50:00')
    await openList(page)
    await page.getByLabel('Ada Quince').check()
    await page.clock.fastForward('40:00')
    await page.reload()
    await page.getByLabel('Ada Quince').waitFor()
    expect(await page.getByLabel('Ada Quince').isChecked()).toBe(true)
    await page.clock.fastForward('03:30:00')
    await shownSoon(page, page.getByText('No list is on this device'))
    const left = await keptOn(page)
    expect(left.names).toEqual([])
    expect(left.noted).not.toContain('ticked')
    expect(await page.content()).not.toMatch(names)
    await close()
  })

  test('every use of the list goes on record, also where one follows another before there is a network', async () => {
    await signIn('Ada Quince')
    const { page, close, offline } = await readyTelephone()
    await offline(true)
    await openList(page)
    await page.clock.fastForward('04:01:00')
    await page.getByRole('button', { name: 'Alarm: open the list' }).waitFor()
    expect(await page.content()).not.toMatch(names)
    await openList(page)
    tested.setNow(noon.add({ hours: 4, minutes: 2 }))
    const minutes = `select distinct left(detail->>'usedAt', 16) as used from evidence where detail ? 'usedAt' and seq > $1 order by used`
    const [last] = await on.asAdmin((session) => session.query('select max(seq)::int as seq from evidence'))
    await offline(false)
    await shownSoon(page, page.getByText('This is on record.'))
    const used = async () => (await on.asAdmin((session) => session.query(minutes, [last?.seq]))).map((row) => row.used)
    await expect.poll(used).toEqual(['2026-11-23T12:00', '2026-11-23T16:01'])
    await close()
  })

  test('the worker deletes the list of an earlier day too, where no script of the page comes to it', async () => {
    await signIn('Ada Quince')
    const { page, close, offline } = await readyTelephone()
    const [worker] = page.context().serviceWorkers()
    await worker?.evaluate(`Date.now = () => ${noon.add({ hours: 20 }).epochMilliseconds}`)
    await offline(true)
    await page.goto('about:blank')
    await page.goto(at)
    await page.reload()
    await shownSoon(page, page.getByText('No list is on this device'))
    await close()
  })

  test('a browser that could not answer without a network does not say that it is ready', async () => {
    await signIn('Ada Quince')
    await site.as(warden)
    const context = await browser.newContext({ serviceWorkers: 'block' })
    const page = await context.newPage()
    await page.goto(`${site.at}/stand-in`)
    await page.clock.install({ time: noon.toString() })
    await page.goto(at)
    await page.getByText('Not ready to work offline: this browser does not have the page yet.').waitFor()
    expect((await keptOn(page)).names).toContain('list exeter')
    await context.close()
  })

  test('a device that was off at the end of the day deletes its list when it next asks for the roll call', async () => {
    await signIn('Ada Quince')
    const { page, close, offline } = await readyTelephone()
    await offline(true)
    await page.close()
    const next = await page.context().newPage()
    await next.clock.install({ time: noon.add({ hours: 20 }).toString() })
    await next.goto(at)
    await next.getByText('No list is on this device').waitFor()
    expect((await keptOn(next)).names).toEqual([])
    await close()
  })

  test('a network that answers nothing does not keep anybody waiting', async ({ annotate }) => {
    await signIn('Ada Quince')
    const network = await wire(site.at)
    await site.as(warden)
    // As every browser opens it: under the site's own policy for scripts.
    const context = await browser.newContext()
    const page = await context.newPage()
    await page.goto(`${network.at}/stand-in`)
    await page.clock.install({ time: noon.toString() })
    await page.goto(`${network.at}/desk/roll-call`)
    await page.getByText('Ready to work offline').waitFor()
    await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)')
    network.set(false)
    const begun = performance.now()
    await page.goto(`${network.at}/desk/roll-call`)
    await page.getByRole('button', { name: 'Alarm: open the list' }).click()
    await page.getByLabel('Ada Quince').waitFor()
    await annotate(`the list was there after ${Math.round(performance.now() - begun)} ms, on a network that answers nothing`)
    await context.close()
    await network.close()
  })

  test('a device that nobody is signed in on gets no new list, and says so', async () => {
    const { page, close } = await readyTelephone()
    await signIn('Ada Quince')
    await page.context().clearCookies()
    await page.clock.fastForward('01:30')
    await shownSoon(page, page.getByText('You are signed out. Sign in to fetch the list.'))
    expect((await keptOn(page)).names).toEqual(['device', 'list exeter'])
    await page.goto(at)
    expect(page.url()).toContain('/desk/sign-in')
    expect(await page.content()).not.toMatch(names)
    await close()
  })
})

describe('while the server can be reached, it alone decides', () => {
  test('the button on the page for no network leads to the server’s page, and so does that page’s own address', async () => {
    await signIn('Ada Quince')
    const { page, close, offline } = await readyTelephone()
    await offline(true)
    await page.goto(at)
    const button = page.getByRole('button', { name: 'Alarm: open the list' })
    await button.waitFor()
    await offline(false)
    await button.click()
    await page.getByText('No fire alarm is running.').waitFor()
    expect(await page.content()).not.toMatch(/Quince/)
    await page.context().clearCookies()
    await page.goto(`${at}/offline`)
    await page.waitForURL('**/desk/sign-in**')
    await close()
  })

  test('names leave an open page once its reader is signed out', async () => {
    await signIn('Ada Quince')
    const { page, close } = await readyTelephone()
    await alarms(duties).declare(receptionist, 'exeter')
    await page.reload()
    await page.getByLabel('Ada Quince').waitFor()
    await page.context().clearCookies()
    await page.clock.fastForward('01:30')
    await shownSoon(page, page.getByText('You are signed out. Sign in to fetch the list.'))
    await expect.poll(() => page.content()).not.toContain('Quince')
    await close()
  })

  test('names leave a page without a network once its alarm must be over', async () => {
    await signIn('Ada Quince')
    const { page, close, offline } = await readyTelephone()
    await alarms(duties).declare(receptionist, 'exeter')
    await page.reload()
    await page.getByLabel('Ada Quince').waitFor()
    await offline(true)
    await page.clock.fastForward('03:59:00')
    expect(await page.getByLabel('Ada Quince').count()).toBe(1)
    await page.clock.fastForward('02:00')
    await expect.poll(() => page.content()).not.toContain('Quince')
    await close()
  })

  test('a device of somebody who is a warden no more keeps no list', async () => {
    await signIn('Ada Quince')
    const { page, close } = await readyTelephone()
    await site.as(colleague('housing-officer'))
    await page.context().request.get(`${site.at}/stand-in`)
    await page.clock.fastForward('01:30')
    await shownSoon(page, page.getByText('You may not fetch the list.'))
    expect((await keptOn(page)).names).toEqual(['device'])
    await close()
  })
})

describe('with a network', () => {
  test('the list is there at once when an alarm is declared, and follows who comes and goes', async ({ annotate }) => {
    await signIn('Ada Quince', true)
    const { page, close } = await readyTelephone()
    expect(await page.content()).not.toContain('Quince')
    expect(await barriers(page)).toEqual([])
    const begun = performance.now()
    await page.getByRole('button', { name: 'Declare a fire alarm at Exeter' }).click()
    await page.getByLabel('Ada Quince').waitFor()
    await annotate(`the list was there ${Math.round(performance.now() - begun)} ms after the alarm was declared`)
    await page.getByLabel('Ada Quince').check()
    await signIn('Bo Birch')
    await page.clock.fastForward('01:00')
    await shownSoon(page, page.getByLabel('Bo Birch'))
    expect(await page.getByLabel('Ada Quince').isChecked()).toBe(true)
    expect(await barriers(page)).toEqual([])
    expect(await sidewaysScroll(page)).toBe(0)
    await page.getByText('The alarm is over', { exact: true }).click()
    await page.getByRole('button', { name: 'End the alarm at Exeter' }).click()
    await page.getByText('No fire alarm is running.').waitFor()
    expect(await page.content()).not.toContain('Quince')
    await close()
  })

  test('of several offices a device keeps the list that it is asked to keep', async () => {
    const truro = { id: 'truro', name: 'Truro', address: 'Threemilestone, Truro' }
    const two = changed(released, ({ landlord, ...edition }) => ({
      ...edition,
      landlord: { ...landlord, offices: [...(landlord.offices ?? []), truro] },
    }))
    await tested.publish(two)
    const twoOffices = await deskSite(tested, two)
    await twoOffices.as(warden)
    const { page, close } = await openPage(browser, `${twoOffices.at}/stand-in`, { width: 390 })
    await page.clock.install({ time: noon.toString() })
    await page.goto(`${twoOffices.at}/desk/roll-call`)
    await page.getByRole('region', { name: 'Truro' }).getByLabel('Keep this office’s list').check()
    await page.getByText('Ready to work offline').waitFor()
    expect((await keptOn(page)).names).toEqual(['device', 'list truro'])
    expect(await barriers(page)).toEqual([])
    await page.getByRole('region', { name: 'Truro' }).getByLabel('Keep this office’s list').uncheck()
    await expect.poll(async () => (await keptOn(page)).names).toEqual(['device'])
    await close()
    await twoOffices.close()
    await tested.publish(released)
  })

  test('an alarm that somebody else declares shows on a device whose page is open', async () => {
    await signIn('Ada Quince')
    const { page, close } = await readyTelephone()
    await alarms(duties).declare(receptionist, 'exeter')
    await page.clock.fastForward('01:00')
    await shownSoon(page, page.getByLabel('Ada Quince'))
    await close()
  })

  test('without script the alarm is declared, the list shown and printed, and the alarm ended', async () => {
    await signIn('Ada Quince')
    const { page, close } = await telephone({ script: false })
    await page.goto(at)
    await page.getByText('In an alarm, print this page.').waitFor()
    await page.getByRole('button', { name: 'Declare a fire alarm at Exeter' }).click()
    await page.getByLabel('Ada Quince').waitFor()
    expect(await page.getByText('Print this page now').count()).toBe(1)
    expect(await page.getByText('ticked').isVisible()).toBe(false)
    await page.getByText('The alarm is over', { exact: true }).click()
    await page.getByRole('button', { name: 'End the alarm at Exeter' }).click()
    expect(await page.getByText('No fire alarm is running.').count()).toBe(1)
    await close()
  })

  test('sixty visitors stand on one sheet of paper', async () => {
    for (let number = 1; number <= 60; number += 1) await signIn(`Visitor ${number} with a rather long surname`, number % 10 === 0)
    await alarms(duties).declare(warden, 'exeter')
    const { page, close } = await telephone({ width: 1366 })
    await page.goto(at)
    await page.getByLabel('Visitor 60').waitFor()
    expect(await barriers(page)).toEqual([])
    await page.setViewportSize({ width: 718, height: 1000 })
    await page.emulateMedia({ media: 'print' })
    await page.emulateMedia({ media: null })
    const path = `${on.data}/roll-call.pdf`
    await page.pdf({ path, format: 'A4' })
    const { pages, text } = await readPdf(path)
    expect(pages).toBe(1)
    expect(text).toContain('Visitor 60 with')
    expect(text).toContain('Printed on 23 November 2026')
    expect(text).not.toContain('End the alarm')
    await close()
  })
})

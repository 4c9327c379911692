import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cardsOf } from '#notice/cards.ts'
import { barriers, openPage, sidewaysScroll, startBrowser } from '../support/browser.ts'
import { livewest } from '../support/edition.ts'
import { readPdf } from '../support/pdf.ts'
import { exampleSite } from './example-site.ts'

const released = await livewest()
const { edition } = released
const figures = async () => new Map(cardsOf(edition).map(({ id }) => [id, '12,082 deleted on 27 November 2026, the last time.']))
const { app } = exampleSite({ editions: { current: () => released, list: () => [], get: () => released }, figures })
let browser: Browser
let home = ''

beforeAll(async () => {
  home = await app.listen({ port: 0, host: '127.0.0.1' })
  browser = await startBrowser()
})
afterAll(async () => {
  await browser.close()
  await app.close()
})

const layers = edition.layers.map(({ id }) => `/notice/layers/${id}`)
const changed = [
  ...['/notice/uses', '/notice/uses?for=9', '/notice/uses/table?purpose=1', '/notice/how-long', '/notice/how-long/schedule?kind=12'],
  ...['/notice/who-gets-what', '/notice/who-gets-what/table?who=15', '/notice/who-gets-what/systems', '/no-marketing'],
]

describe('on a phone, without script', () => {
  const short = ['/notice/uses', '/notice/how-long', '/notice/who-gets-what']

  test.each(['/notice', '/notice?for=1', ...layers, ...short])('%s is five screens at most', async (path) => {
    const { page, close } = await openPage(browser, home + path, { width: 390, script: false })
    const box = await page.locator('html').boundingBox()
    expect(box?.height).toBeLessThanOrEqual(5 * 844)
    await close()
  })

  test('somebody ticks what they are, and reads what is about them, with the ticks kept', async () => {
    const { page, close } = await openPage(browser, `${home}/notice`, { width: 390, script: false })
    await page.getByLabel('I rent', { exact: true }).check()
    await page.getByLabel('I visit').check()
    await page.getByRole('button', { name: 'Show what is about me' }).click()
    await page.waitForURL('**/notice?for=*&for=*')
    expect(await page.getByRole('link', { name: 'Renting a home' }).isVisible()).toBe(true)
    expect(await page.getByLabel('I visit').isChecked()).toBe(true)
    expect(await page.getByLabel('I own a share').isChecked()).toBe(false)
    await close()
  })

  test('the address of a place of the one long page shows where it is now, and only that', async () => {
    const { page, close } = await openPage(browser, `${home}/notice#use-repairs`, { width: 390, script: false })
    const moved = page.locator('.app-moved:visible')
    expect(await moved.count()).toBe(1)
    await moved.getByRole('link').click()
    await page.waitForURL('**/notice/uses/table?purpose=*#use-repairs')
    expect(await page.locator('#use-repairs').isVisible()).toBe(true)
    await close()
  })

  test('each choice is high enough to press', async () => {
    const { page, close } = await openPage(browser, `${home}/notice`, { width: 390 })
    for (const choice of await page.locator('.app-who__choice').all()) {
      expect((await choice.boundingBox())?.height).toBeGreaterThanOrEqual(44)
    }
    await close()
  })
})

test.each([
  ['how long do you keep my calls?', 'The answer'],
  ['what use is it to anybody to keep all that', 'The nearest answer'],
  ['can I keep a dog', 'No answer in the notice'],
])('“%s” is asked on a phone without script, and “%s” has no accessibility finding', async (question, heading) => {
  const { page, close } = await openPage(browser, `${home}/notice`, { width: 390, script: false })
  await page.getByLabel('Ask the notice').fill(question)
  await page.getByRole('button', { name: 'Ask', exact: true }).click()
  await page.waitForURL('**/ask')
  expect(await page.getByRole('heading', { level: 2 }).first().textContent()).toBe(heading)
  expect(await page.getByLabel('Ask the notice').inputValue()).toBe(question)
  await close()
  const scripted = await openPage(browser, `${home}/notice`, { width: 390 })
  await scripted.page.getByLabel('Ask the notice').fill(question)
  await scripted.page.getByRole('button', { name: 'Ask', exact: true }).click()
  await scripted.page.waitForURL('**/ask')
  for (const width of [390, 1366]) {
    await scripted.page.setViewportSize({ width, height: 900 })
    expect(await barriers(scripted.page), `at ${width} pixels`).toEqual([])
    expect(await sidewaysScroll(scripted.page), `at ${width} pixels`).toBe(0)
    if (process.env.PICTURES !== undefined)
      await scripted.page.screenshot({ path: `${process.env.PICTURES}/${width}-${question.length}.png` })
  }
  await scripted.close()
})

test('the notice prints on one sheet, with every card, its figure, and whom to ask', async () => {
  const { page, close } = await openPage(browser, `${home}/notice`, { width: 1366 })
  const path = join(tmpdir(), 'short-notice.pdf')
  await page.pdf({ path, format: 'A4', margin: { top: '12mm', bottom: '12mm', left: '12mm', right: '12mm' } })
  const { pages, text } = await readPdf(path)
  await rm(path)
  expect(pages).toBe(1)
  for (const { title } of cardsOf(edition)) expect(text).toContain(title)
  expect(text.match(/12,082 deleted/g)).toHaveLength(cardsOf(edition).length)
  expect(text).toContain(edition.landlord.contacts.dataProtection.phone)
  expect(text).not.toContain('Show what is about me')
  await close()
})

test.each([
  ['/notice/layers/renting-a-home', 2],
  ['/notice/uses', 3],
  ['/notice/how-long', 2],
  ['/notice/who-gets-what', 2],
  ['/no-marketing', 1],
])('%s prints on %i sheets at most', async (path, most) => {
  const { page, close } = await openPage(browser, home + path, { width: 1366 })
  const file = join(tmpdir(), 'printed-page.pdf')
  await page.pdf({ path: file, format: 'A4', margin: { top: '12mm', bottom: '12mm', left: '12mm', right: '12mm' } })
  const { pages } = await readPdf(file)
  await rm(file)
  expect(pages).toBeLessThanOrEqual(most)
  await close()
})

test.each(['/notice', '/notice/layers/renting-a-home', ...changed])('%s is read aloud in the order in which it is seen', async (path) => {
  const { page, close } = await openPage(browser, home + path, { width: 390 })
  const isFirst = await page.locator('a').first().getAttribute('href')
  expect(isFirst).toBe('#main-content')
  const tops = await page
    .locator('main :is(h1, h2, p, li, legend, button, select, input, textarea):visible')
    .evaluateAll((all) => all.map((each) => Math.round(each.getBoundingClientRect().top)))
  expect(tops.length).toBeGreaterThan(3)
  // A tick stands in the middle of its line, a few pixels below the top of the line’s first word.
  for (const [at, top] of tops.entries()) expect(top, `place ${at}`).toBeGreaterThanOrEqual((tops[at - 1] ?? 0) - 24)
  await close()
})

test.each(['/notice', '/notice/uses', '/no-marketing'])(
  'in the reader’s own colours, what is pressed or filled in on %s has a border',
  async (path) => {
    const { page, close } = await openPage(browser, home + path, { width: 390 })
    await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' })
    const drawn = await page.locator('main :is(button, .app-who__choice, select, textarea, .govuk-input):visible').evaluateAll((all) =>
      all.map((each) => {
        const { borderTopStyle, borderTopWidth, borderTopColor, backgroundColor } = getComputedStyle(each)
        return borderTopStyle !== 'none' && Number.parseFloat(borderTopWidth) > 0 && borderTopColor !== backgroundColor
      }),
    )
    expect(drawn.length).toBeGreaterThan(0)
    expect(drawn.every((each) => each)).toBe(true)
    await close()
  },
)

test('in the reader’s own colours, what is ticked is still told from what is not', async () => {
  const { page, close } = await openPage(browser, `${home}/notice?for=1`, { width: 390 })
  await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' })
  const isDrawn = page.getByLabel('I rent', { exact: true })
  expect(await isDrawn.isChecked()).toBe(true)
  expect(await isDrawn.evaluate((box) => getComputedStyle(box).appearance)).toBe('auto')
  await close()
})

test.each(['/notice', '/notice/full', '/notice/full/calls', '/ask', ...layers, ...layers.map((each) => `${each}/detail`), ...changed])(
  '%s has no accessibility finding and never scrolls sideways, on a phone, a desk, and at 400 %',
  async (path) => {
    const { page, close } = await openPage(browser, home + path, { width: 320 })
    for (const width of [320, 390, 1366]) {
      await page.setViewportSize({ width, height: 900 })
      expect(await barriers(page), `at ${width} pixels`).toEqual([])
      expect(await sidewaysScroll(page), `at ${width} pixels`).toBe(0)
    }
    await close()
  },
)

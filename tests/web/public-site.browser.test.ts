import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { barriers, openPage, sidewaysScroll, startBrowser, titleOf } from '../support/browser.ts'
import { exampleSite } from './example-site.ts'

const addresses = [
  '/notice',
  '/notice?for=1&for=3',
  '/notice#use-call-recording',
  '/notice/full',
  '/notice/full/calls',
  '/notice/uses',
  '/notice/uses/table',
  '/notice/uses?for=1&for=2&purpose=3&kind=6',
  '/notice/rights',
  '/notice/layers',
  '/notice/layers/tenants',
  '/notice/how-long',
  '/notice/how-long/schedule',
  '/notice/who-gets-what',
  '/notice/who-gets-what/table',
  '/notice/who-gets-what/systems',
  '/notice/policy',
  '/notice/interests',
  '/notice/editions',
  '/notice/editions/northgate-2024-06',
  '/notice/editions/compare?from=northgate-2024-06',
  '/notice/changes',
  '/notice/changes/sent',
  '/notice/changes/confirm?link=good',
  '/notice/changes/confirm?link=over',
  '/notice/changes/confirmed',
  '/notice/changes/stop?link=good',
  '/notice/changes/stopped',
  '/contact',
  '/feedback?about=calls',
  '/promises',
  '/promises/proof',
  '/promises?state=kept&section=',
  '/promises/TC3',
  '/accessibility',
  '/security',
  '/nothing-here',
]

// 320: 400% zoom on a desk. 390: a phone. 768: a tablet. 1366: a desk.
const widths = [320, 390, 768, 1366] as const

const { app, feedback, concerns } = exampleSite()
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

describe.each(addresses)('%s', (address) => {
  test('has no accessibility finding and never scrolls sideways, at any width', async () => {
    const { page, close } = await openPage(browser, home + address, { width: widths[0] })
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 })
      expect(await barriers(page), `at ${width} pixels`).toEqual([])
      expect(await sidewaysScroll(page), `at ${width} pixels`).toBe(0)
    }
    await close()
  })

  test('reads the same with scripts switched off, and is styled', async () => {
    const { page, close } = await openPage(browser, home + address, { width: 390, script: false })
    expect(await page.locator('h1').count()).toBe(1)
    expect(await page.locator('main').textContent()).not.toBe('')
    const bar = await page.locator('.app-bar').boundingBox()
    expect(bar?.width).toBe(390)
    await close()
  })
})

describe('with a keyboard alone', () => {
  test('the first stop is the link that skips to the content, and it does', async () => {
    const { page, close } = await openPage(browser, `${home}/notice`, { width: 1366 })
    await page.keyboard.press('Tab')
    expect(await page.locator(':focus').textContent()).toBe('Skip to main content')
    await page.keyboard.press('Enter')
    expect(new URL(page.url()).hash).toBe('#main-content')
    expect(await page.locator('main:focus').count()).toBe(1)
    await close()
  })

  test('a concern is sent with Enter, and answered with a reference and a date', async () => {
    const { page, close } = await openPage(browser, `${home}/contact`, { width: 390, script: false })
    await page.getByLabel('What has happened, or what do you ask for?').fill('Please correct my address.')
    await page.getByLabel('Your name').fill('A. Example')
    await page.getByLabel('How can we reach you?').fill('a@example.org')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/contact/sent**')
    expect(await page.locator('h1').textContent()).toBe('We have your message')
    expect(await page.locator('main').textContent()).toContain('9 March 2026')
    expect(concerns.at(-1)).toMatchObject({ text: 'Please correct my address.', name: 'A. Example', contact: 'a@example.org' })
    await close()
  })

  test('the page that confirms it has no finding at any width', async () => {
    const { page, close } = await openPage(browser, `${home}/contact`, { width: 390 })
    await page.getByLabel('What has happened, or what do you ask for?').fill('Please correct my address.')
    await page.getByLabel('Your name').fill('A. Example')
    await page.getByLabel('How can we reach you?').fill('a@example.org')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/contact/sent')
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 })
      expect(await barriers(page), `at ${width} pixels`).toEqual([])
      expect(await sidewaysScroll(page), `at ${width} pixels`).toBe(0)
    }
    await close()
  })

  test('an empty form comes back with the error first, leading to the field', async () => {
    const { page, close } = await openPage(browser, `${home}/feedback?about=calls`, { width: 390 })
    await page.getByRole('button', { name: 'Send' }).focus()
    await page.keyboard.press('Enter')
    await page.waitForSelector('.govuk-error-summary')
    expect(await titleOf(page)).toMatch(/^Error: /)
    expect(await page.locator('#error-summary:focus').count()).toBe(1)
    expect(await sidewaysScroll(page)).toBe(0)
    await page.keyboard.press('Tab')
    expect(await page.locator(':focus').textContent()).toBe('Write what is unclear')
    await page.keyboard.press('Enter')
    expect(await page.locator('#text:focus').count()).toBe(1)
    expect(await barriers(page)).toEqual([])
    expect(feedback).toHaveLength(0)
    await close()
  })
})

describe('on a phone', () => {
  test('each use is a headed block with the same answers as the table on a desk', async () => {
    const whole = `${home}/notice/editions/northgate-2026-02`
    const phone = await openPage(browser, whole, { width: 390 })
    const desk = await openPage(browser, whole, { width: 1366 })
    const cell = '#use-call-recording td .app-record-table__value'
    expect(await phone.page.locator(cell).allInnerTexts()).toEqual(await desk.page.locator(cell).allInnerTexts())
    expect(await phone.page.locator('#use-call-recording .app-record-table__label').first().isVisible()).toBe(true)
    expect(await desk.page.locator('#use-call-recording .app-record-table__label').first().isVisible()).toBe(false)
    expect(await phone.page.locator('.app-flow').first().isVisible()).toBe(false)
    expect(await desk.page.locator('.app-flow').first().isVisible()).toBe(true)
    await phone.close()
    await desk.close()
  })

  test('everything to press is at least 44 pixels high, but links within a sentence', async () => {
    const { page, close } = await openPage(browser, `${home}/contact`, { width: 390 })
    for (const control of await page.locator('button, input:not([type=hidden]), textarea').all()) {
      expect((await control.boundingBox())?.height).toBeGreaterThanOrEqual(44)
    }
    await close()
  })
})

describe('in the reader’s own colours', () => {
  test('the page that is shown is still the only one underlined, and words in a picture stand out from their boxes', async () => {
    const { page, close } = await openPage(browser, `${home}/notice`, { width: 1366 })
    await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' })
    const colours = (selector: string, property: string) =>
      page.locator(selector).evaluateAll((all, name) => all.map((each) => getComputedStyle(each).getPropertyValue(name)), property)
    const [shown, ...others] = await colours('.app-bar__link', 'border-bottom-color')
    expect(new Set(others).size).toBe(1)
    expect(others).not.toContain(shown)
    await page.goto(`${home}/notice/who-gets-what/table`)
    const [words] = await colours('.app-flow__text', 'fill')
    expect(words).toBeDefined()
    expect(await colours('.app-flow__box', 'fill')).not.toContain(words)
    await close()
  })
})

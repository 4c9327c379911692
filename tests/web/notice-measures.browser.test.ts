import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPage, startBrowser } from '../support/browser.ts'
import { livewest } from '../support/edition.ts'
import { home } from '../support/places.ts'
import { exampleSite } from './example-site.ts'
import { wordsOn } from './words-on.ts'

/** The measures that docs/notice-page.md tells, taken anew: words, screens of a phone 390 pixels wide, minutes at 200 words a minute. */

const released = await livewest()
const { edition } = released
const list = () => [{ id: edition.id, hash: released.hash, dated: edition.dated, inForceFrom: '2023-02-01' }]
const { app } = exampleSite({ editions: { current: () => released, list, get: () => released }, figures: async () => new Map() })
const doc = await readFile(join(home, 'docs/notice-page.md'), 'utf8')
let browser: Browser
let at = ''

beforeAll(async () => {
  at = await app.listen({ port: 0, host: '127.0.0.1' })
  browser = await startBrowser()
})
afterAll(async () => {
  await browser.close()
  await app.close()
})

const layers = edition.layers.flatMap(({ id }) => [`/notice/layers/${id}`, `/notice/layers/${id}/detail`])
const firstLevel = ['/notice', '/notice/full', '/notice/uses', '/notice/how-long', '/notice/who-gets-what', '/notice/rights']
const behind = ['/notice/uses/table', '/notice/how-long/schedule', '/notice/who-gets-what/table', '/notice/who-gets-what/systems']
const pages = [...firstLevel, ...behind, ...layers]

async function measured(path: string): Promise<{ readonly words: number; readonly screens: number }> {
  const { page, close } = await openPage(browser, at + path, { width: 390, script: false })
  const words = wordsOn(await page.content())
  const box = await page.locator('html').boundingBox()
  await close()
  return { words, screens: (box?.height ?? 0) / 844 }
}

/** The row of a page in the table of the document: its address, then words, screens and minutes as they are now. */
function told(path: string) {
  const row = doc.split('\n').find((line) => line.startsWith(`| \`${path}\` |`) && line.endsWith('min |'))
  const [words, screens, minutes] =
    (row?.split('|').at(-2) ?? '').match(/\d[\d,.]*\d|\d/g)?.map((each) => Number(each.replace(',', ''))) ?? []
  return { words, screens, minutes }
}

describe.each(pages)('%s', (path) => {
  test('is as long as the document says, and a first page as short as it must be', async () => {
    const { words, screens } = await measured(path)

    const said = told(path)
    expect(said.words, `${path}: ${words} words, ${screens.toFixed(1)} screens`).toBeDefined()
    // A few words more or fewer make the document no less true.
    expect(Math.abs((said.words ?? 0) / words - 1)).toBeLessThan(0.1)
    expect(Math.abs((said.screens ?? 0) - screens)).toBeLessThan(Math.max(0.3, screens * 0.1))
    expect(said.minutes).toBeCloseTo((said.words ?? 0) / 200, 1)
    if (behind.includes(path) || path.endsWith('/detail')) return
    expect(words).toBeLessThanOrEqual(600)
    expect(screens).toBeLessThanOrEqual(5)
  })
})

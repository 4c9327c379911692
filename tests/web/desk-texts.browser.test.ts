import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { reviewOf } from '#duties/rights/review/review.ts'
import { takeInCall } from '#exchange/telephone/take-in.ts'
import { barriers, sidewaysScroll } from '../support/browser.ts'
import { copies } from '../support/copies.ts'
import { noon } from '../support/edition.ts'
import { colleague } from '../support/gate.ts'
import { ok } from '../support/rights.ts'
import { inChunks, wavOf } from '../support/sound.ts'
import { deskInBrowser } from './desk-in-browser.ts'

const { on, tested, site, show } = await deskInBrowser()
const officer = colleague('data-protection-officer')
const { searched, putContact } = copies(on, tested, officer)
const review = reviewOf({ ...tested.deps, gate: tested.gate })

/** Presses Tab until the named box or button has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let stop = 0; stop < 60; stop += 1) {
    await page.keyboard.press('Tab')
    const at = await page.evaluate(() => document.activeElement?.getAttribute('name') || document.activeElement?.textContent?.trim())
    if (at === name) return
  }
  throw new Error(`no Tab leads to ${name}`)
}

test.each([
  [390, true],
  [1366, true],
  [1366, false],
])('a copy is read by keyboard at %d pixels, with script: %s', async (width, script) => {
  const { id, person } = await searched()
  await putContact(person, 'Morwenna rang,\nand Morwenna wrote.')
  await putContact(person, 'MORWENNA again.')
  ok(await review.propose(officer, id))
  await site.as(officer)
  const { page, close } = await show(`/desk/requests/${id}/texts`, width, script)
  if (script) expect([await barriers(page), await sidewaysScroll(page)]).toEqual([[], 0])
  await tabTo(page, 'Read the next text')
  await page.keyboard.press('Enter')
  await page.waitForURL(/texts\/[0-9a-f-]{36}$/)
  if (script) expect([await barriers(page), await sidewaysScroll(page)]).toEqual([[], 0])
  await page.reload()
  await tabTo(page, 'passages-1')
  await page.keyboard.type('Give: they')
  await tabTo(page, 'passages-1-why')
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('She agreed by letter.')
  await tabTo(page, 'passages-1-everywhere')
  await page.keyboard.press('Space')
  await tabTo(page, 'Read, next text')
  const first = page.url()
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => url.href !== first)
  expect(await page.locator('select[name="passages-1"]').inputValue()).toBe('consented')
  expect(await page.locator('input[name="passages-1-why"]').inputValue()).toBe('She agreed by letter.')
  await tabTo(page, 'Read, next text')
  await page.keyboard.press('Enter')
  await page.waitForURL(/texts$/)
  expect(await page.textContent('body')).toContain('2 of 2 texts read.')
  if (script) expect(await barriers(page)).toEqual([])
  await close()
})

test.each([390, 1366])('whether a recording goes is decided on a page that keeps nobody out, at %d pixels', async (width) => {
  const { id, person } = await searched()
  const call = {
    reference: `call at ${width}`,
    startedAt: noon.subtract({ hours: 3 }).toString(),
    seconds: 3,
    direction: 'in',
    person,
  } as const
  await takeInCall({ ...tested.deps, gate: tested.gate, ffmpeg: null }, { ...call, colleague: 'Dee Marsh' }, inChunks(wavOf(3)))
  ok(await review.propose(officer, id))
  await site.as(officer)
  const { page, close } = await show(`/desk/requests/${id}/texts`, width)
  await page.getByRole('link', { name: 'Read the next text' }).click()
  await page.getByRole('link', { name: 'Open it, and decide whether it goes' }).click()
  expect([await barriers(page), await sidewaysScroll(page)]).toEqual([[], 0])
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('There is a problem').waitFor()
  expect([await barriers(page), await sidewaysScroll(page)]).toEqual([[], 0])
  await page.getByLabel('What was weighed, and why').fill('Only a colleague in their work.')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Decided: all of it goes').waitFor()
  expect([await barriers(page), await sidewaysScroll(page)]).toEqual([[], 0])
  await close()
})

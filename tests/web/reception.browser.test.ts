import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { barriers, openPage, sidewaysScroll, startBrowser } from '../support/browser.ts'
import { livewest } from '../support/edition.ts'
import { readPdf } from '../support/pdf.ts'
import { receptionSite } from './reception-site.ts'

const released = await livewest()
const site = await receptionSite(released)
const browser = await startBrowser()
afterAll(async () => {
  await browser.close()
  await site.close()
})

test.each([390, 820])('a visitor signs in and out at %d pixels', async (width) => {
  const { page, close } = await openPage(browser, `${site.at}/reception`, { width })
  const shoot = async (name: string, heading: string) => {
    await page.getByRole('heading', { level: 1, name: heading }).waitFor()
    await page.waitForLoadState('load')
    if (process.env.SHOTS) await page.screenshot({ path: join(process.env.SHOTS, `${width}-${name}.png`), fullPage: true })
    expect(await barriers(page), name).toEqual([])
    expect(await sidewaysScroll(page), name).toBe(0)
  }
  await shoot('0-claim', 'Set up this tablet')
  await page.getByLabel('Code').fill(site.newCode())
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Welcome' }).waitFor()
  await shoot('1-start', 'Welcome')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await shoot('2-name', 'name')
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('heading', { name: 'There is a problem' }).waitFor()
  await shoot('3-name-wrong', 'name')
  await page.getByLabel('What is your name?').fill('Amina Okafor')
  await page.keyboard.press('Enter')
  await shoot('4-host', 'visiting')
  await page.getByLabel('Who are you visiting?').fill('Housing team')
  await page.keyboard.press('Enter')
  await shoot('5-registration', 'registration')
  await page.getByRole('button', { name: 'Continue' }).click()
  await shoot('6-help', 'help')
  await page.getByRole('button', { name: 'Continue' }).click()
  await shoot('7-check', 'Check')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { name: 'You are signed in' }).waitFor()
  await shoot('8-badge', 'You are signed in')
  if (process.env.SHOTS) {
    await page.pdf({ path: join(process.env.SHOTS, `${width}-badge.pdf`), preferCSSPageSize: true })
    await page.emulateMedia({ media: 'print' })
    await page.setViewportSize({ width: 234, height: 378 })
    await page.screenshot({ path: join(process.env.SHOTS, `${width}-print.png`), fullPage: true })
    await page.emulateMedia({ media: 'screen' })
    await page.setViewportSize({ width, height: 900 })
  }
  const { badge = '', code = '' } = site.book.at(-1) ?? {}
  await page.goto(`${site.at}/reception/still-there?at=badge`)
  await shoot('9-still-there', 'still there')
  await page.goto(`${site.at}/badge/${badge}`)
  await shoot('a-badge', 'Your visit')
  await page.goto(`${site.at}/reception/notice`)
  await shoot('b-notice', 'visit')
  await page.goto(`${site.at}/reception/sign-out`)
  await page.getByLabel('code').fill('wrong')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'There is a problem' }).waitFor()
  await shoot('c-sign-out-wrong', 'code')
  await page.getByLabel('code').fill(code)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'You are signed out' }).waitFor()
  await shoot('d-signed-out', 'signed out')
  await page.goto(`${site.at}/badge/${badge}`)
  await shoot('e-badge-used', 'used')
  await close()
})

test('a tablet that is left alone asks, waits, and shows the start screen; whoever is still there goes on', async () => {
  const quick = await receptionSite(released, { idle: { asksAfter: 3, endsAfter: 3 } })
  const { page, close } = await openPage(browser, `${quick.at}/reception`, { width: 820, script: false })
  await page.getByLabel('Code').fill(quick.newCode())
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByLabel('What is your name?').fill('Amina Okafor')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Who are you visiting?' }).waitFor()
  await page.getByRole('heading', { name: 'Are you still there?' }).waitFor()
  await page.getByRole('button', { name: 'Yes, go on' }).click()
  await page.getByRole('heading', { name: 'Who are you visiting?' }).waitFor()
  await page.getByRole('heading', { name: 'Are you still there?' }).waitFor()
  await page.getByRole('heading', { name: 'Welcome' }).waitFor()
  await page.getByRole('button', { name: 'Sign in' }).click()
  expect(await page.getByLabel('What is your name?').inputValue()).toBe('')
  await close()
  await quick.close()
})

test('what is printed of the badge page is the badge, on one label', async () => {
  const { page, close } = await openPage(browser, `${site.at}/reception`, { width: 820 })
  await page.getByLabel('Code').fill(site.newCode())
  await page.keyboard.press('Enter')
  for (const [question, words] of [
    ['What is your name?', 'Amina Okafor'],
    ['Who are you visiting?', 'Housing team'],
    ['What is your car registration?', ''],
  ] as const) {
    if (question === 'What is your name?') await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByLabel(question).fill(words)
    await page.keyboard.press('Enter')
  }
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { name: 'You are signed in' }).waitFor()
  const path = join(await mkdtemp(join(tmpdir(), 'assured-badge-')), 'badge.pdf')
  await page.pdf({ path, preferCSSPageSize: true })
  const { pages, text } = await readPdf(path)
  expect([pages, text]).toEqual([1, expect.stringMatching(/^Visitor/)])
  expect(text).toContain(site.book.at(-1)?.code)
  expect(text).not.toMatch(/LiveWest|Done|Amina/)
  await close()
})

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
  const isUsable = async (heading: string) => {
    await page.getByRole('heading', { level: 1, name: heading }).waitFor()
    await page.waitForLoadState('load')
    expect(await barriers(page), heading).toEqual([])
    expect(await sidewaysScroll(page), heading).toBe(0)
  }
  await isUsable('Set up this tablet')
  await page.getByLabel('Code').fill(site.newCode())
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Welcome' }).waitFor()
  await isUsable('Welcome')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await isUsable('name')
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('heading', { name: 'There is a problem' }).waitFor()
  await isUsable('name')
  await page.getByLabel('What is your name?').fill('Amina Okafor')
  await page.keyboard.press('Enter')
  await isUsable('visiting')
  await page.getByLabel('Who are you visiting?').fill('Housing team')
  await page.keyboard.press('Enter')
  await isUsable('registration')
  await page.getByRole('button', { name: 'Continue' }).click()
  await isUsable('help')
  await page.getByRole('button', { name: 'Continue' }).click()
  await isUsable('Check')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { name: 'You are signed in' }).waitFor()
  await isUsable('You are signed in')
  const { badge = '', code = '' } = site.book.at(-1) ?? {}
  await page.goto(`${site.at}/reception/still-there?at=badge`)
  await isUsable('still there')
  await page.goto(`${site.at}/badge/${badge}`)
  await isUsable('Your visit')
  await page.goto(`${site.at}/reception/notice`)
  await isUsable('visit')
  await page.goto(`${site.at}/reception/sign-out`)
  await page.getByLabel('code').fill('wrong')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'There is a problem' }).waitFor()
  await isUsable('code')
  await page.getByLabel('code').fill(code)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'You are signed out' }).waitFor()
  await isUsable('signed out')
  await page.goto(`${site.at}/badge/${badge}`)
  await isUsable('used')
  await close()
})

test('a tablet that is left alone asks, waits, and shows the start screen; whoever is still there goes on', async () => {
  const quick = await receptionSite(released, { idle: { asksAfter: 3, asksTypistAfter: 3, endsAfter: 3 } })
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

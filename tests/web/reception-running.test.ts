import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPage, startBrowser } from '../support/browser.ts'
import { type Desk, startDesk } from './running-desk.ts'

let desk: Desk
let browser: Awaited<ReturnType<typeof startBrowser>>
beforeAll(async () => {
  desk = await startDesk()
  browser = await startBrowser()
}, 180_000)
afterAll(async () => {
  await browser.close()
  await desk.stop()
}, 60_000)

/** Goes on with the Tab key until what is named has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  const wanted = page
    .getByRole('button', { name, exact: true })
    .or(page.getByRole('textbox', { name }))
    .or(page.getByRole('link', { name }))
  for (let stops = 0; stops < 20; stops += 1) {
    await page.keyboard.press('Tab')
    if ((await page.locator(':focus').and(wanted).count()) > 0) return
  }
  throw new Error(`the Tab key does not come to “${name}”`)
}

async function answers(page: Page, question: string, words: string): Promise<void> {
  await page.getByRole('heading', { name: question }).waitFor()
  await tabTo(page, question)
  await page.keyboard.type(words)
  await page.keyboard.press('Enter')
}

test.each([390, 820])(
  'with keys alone and without script, a visitor signs in within half a minute and out, at %d pixels',
  async (width) => {
    const receptionist = await desk.signedInAs('Nia Pascoe')
    await receptionist.goto(`${desk.at}/desk/visits/kiosks/new`)
    await receptionist.getByLabel('What is it called?').fill(`A tablet of ${width} pixels`)
    await receptionist.getByRole('button', { name: 'Show the code' }).click()
    const code = (await receptionist.locator('.app-badge__code').textContent()) ?? ''

    const { page, close } = await openPage(browser, `${desk.at}/reception`, { width, script: false })
    await tabTo(page, 'Code')
    await page.keyboard.type(code)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Welcome' }).waitFor()
    const began = performance.now()
    await tabTo(page, 'Sign in')
    await page.keyboard.press('Enter')
    await answers(page, 'What is your name?', `Amina Okafor ${width}`)
    await answers(page, 'Who are you visiting?', 'Housing team')
    await answers(page, 'What is your car registration?', 'WA24 XYZ')
    await page.getByRole('heading', { name: 'Would you need help' }).waitFor()
    await tabTo(page, 'Continue')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Check your answers' }).waitFor()
    await tabTo(page, 'Sign in')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'You are signed in' }).waitFor()
    expect(performance.now() - began).toBeLessThan(30_000)
    const badge = (await page.locator('.app-badge__code').textContent()) ?? ''
    await tabTo(page, 'Done')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Welcome' }).waitFor()

    await receptionist.goto(`${desk.at}/desk/visits`)
    await receptionist.getByRole('rowheader', { name: `Amina Okafor ${width}` }).waitFor()

    // Whoever comes next and goes back sees the start screen.
    await page.goBack()
    await page.getByRole('heading', { name: 'Welcome' }).waitFor()

    await tabTo(page, 'Sign out')
    await page.keyboard.press('Enter')
    await answers(page, 'What is the code on your badge?', badge)
    await page.getByRole('heading', { name: 'You are signed out' }).waitFor()
    await receptionist.reload()
    expect(await receptionist.getByRole('rowheader', { name: `Amina Okafor ${width}` }).count()).toBe(0)
    await close()
  },
)

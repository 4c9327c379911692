import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { readRequest, testTools, unpacked } from '../support/answers.ts'
import { barriers, openPage, sidewaysScroll, startBrowser } from '../support/browser.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { handedAnswers } from '../support/handed-answers.ts'
import { deskSite } from './desk-site.ts'

const on = await testDatabase()
const released = await livewest()
const tested = await testGate(on, released)
const handed = handedAnswers(on, tested)
const site = await deskSite(tested, released, { handovers: handed.page }, null, await testTools(join(on.data, 'set-aside')))
const browser = await startBrowser()
afterAll(async () => {
  await browser.close()
  await site.close()
})

test.each([390, 1366])(
  'an answer is handed over at the desk, fetched without a script by the person, and opens with the passphrase, at %d pixels',
  async (width) => {
    const [first, second] = [colleague('data-protection-officer'), colleague('data-protection-officer')]
    const { id } = await readRequest(on, tested, first)
    const at = `${site.at}/desk/requests/${id}/answer`
    const as = async (who: typeof first) => {
      await site.as(who)
      const opened = await openPage(browser, `${site.at}/stand-in`, { width, script: true })
      await opened.page.goto(at)
      return opened
    }
    const fits = async (page: Page) => expect([await barriers(page), await sidewaysScroll(page)]).toEqual([[], 0])
    const desk = await as(first)
    const { page } = desk
    await page.getByRole('button', { name: 'Make the answer' }).click()
    await page.getByText('every byte of it was read again').waitFor({ timeout: 60_000 })
    await page.getByRole('link', { name: 'Agree how it is sent' }).click()
    await page.getByLabel('Encrypted, from a page on our site').check()
    await page.getByLabel('What they gave as they asked').check()
    await page.getByLabel('Who else opens post').fill('nobody')
    await page.getByRole('button', { name: 'Save' }).click()
    const looking = await as(second)
    await looking.page.getByRole('link', { name: 'Look at it, and release it or send it back' }).click()
    await looking.page.getByLabel('Yes, release it').check()
    await looking.page.getByRole('button', { name: 'Save' }).click()
    await looking.close()

    await page.goto(at)
    await fits(page)
    await page.getByRole('link', { name: 'Make the link and the code' }).click()
    await page.getByLabel('Face to face').check()
    await fits(page)
    await page.getByRole('button', { name: 'Show what to send and what to say' }).click()
    await page.getByRole('heading', { name: 'What to send, and what to say' }).waitFor()
    await fits(page)
    const told = (await page.getByRole('main').textContent()) ?? ''
    const link = /\/fetch\/[a-z0-9-]+/.exec(told)?.[0] ?? ''
    const code = /\d{4} \d{4}/.exec(told)?.[0] ?? ''
    const passphrase = /[2-9A-Z]{4}(-[2-9A-Z]{4}){5}/.exec(told)?.[0] ?? ''
    await page.getByRole('button', { name: 'Done' }).click()
    await page.getByText('Waits until the end of').waitFor()
    await fits(page)

    // The checker needs a script of its own, so the person comes a second time without one.
    const checked = await openPage(browser, site.at + link, { width })
    await fits(checked.page)
    await checked.page.getByLabel('The code that we told you').fill(handed.wrong(code))
    await checked.page.getByRole('button', { name: 'Continue' }).click()
    await checked.page.getByText('You can try 4 more times').first().waitFor()
    await fits(checked.page)
    await checked.close()

    const person = await openPage(browser, site.at + link, { width, script: false })
    await person.page.getByLabel('The code that we told you').fill(code)
    await person.page.getByRole('button', { name: 'Continue' }).click()
    await person.page.getByRole('heading', { name: 'Download your file' }).waitFor()
    const [download] = await Promise.all([
      person.page.waitForEvent('download'),
      person.page.getByRole('button', { name: 'Download the file' }).click(),
    ])
    expect(download.suggestedFilename()).toBe('your-file.zip')
    const files = await unpacked(await readFile(await download.path()), passphrase)
    expect([...files.keys()]).toEqual(['your-information.json', 'your-information.pdf'])
    // Pressed once more on the same page, as after a download that broke off.
    const [again] = await Promise.all([
      person.page.waitForEvent('download'),
      person.page.getByRole('button', { name: 'Download the file' }).click(),
    ])
    expect((await readFile(await again.path())).equals(await readFile(await download.path()))).toBe(true)
    await person.close()

    await page.goto(at)
    await page.getByText('It left on').waitFor()
    await fits(page)
    await desk.close()
    const nothing = await openPage(browser, `${site.at}/fetch/${'a'.repeat(28)}`, { width })
    await nothing.page.getByText('ring us').first().waitFor()
    await fits(nothing.page)
    await nothing.close()
  },
  180_000,
)

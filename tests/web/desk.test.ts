import { type ChildProcess, spawn } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axe, openPage, sidewaysScroll, startBrowser } from '../support/browser.ts'
import { freePort } from '../support/free-port.ts'
import { home } from '../support/places.ts'

let browser: Browser
let running: ChildProcess
let data: string
let at: string

/** The whole system as `npm start` runs it, with its example, on a port of its own. */
beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'assured-desk-'))
  await chmod(data, 0o755)
  const port = await freePort()
  at = `http://localhost:${port}`
  running = spawn(process.execPath, [join(home, 'dist/assured.mjs'), 'up', '--data', data], {
    cwd: home,
    env: { ...process.env, ASSURED_PORT: String(port) },
    stdio: 'ignore',
  })
  for (let tries = 0; tries < 240; tries += 1) {
    if (
      await fetch(`${at}/health`).then(
        (answer) => answer.ok,
        () => false,
      )
    )
      break
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  browser = await startBrowser()
}, 120_000)

afterAll(async () => {
  await browser?.close()
  const ended = new Promise((resolve) => running.once('exit', resolve))
  running.kill('SIGTERM')
  await ended
  await rm(data, { recursive: true, force: true })
}, 60_000)

async function signedInAs(name: string, width = 1366): Promise<Page> {
  const { page } = await openPage(browser, `${at}/desk`, { width })
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('button', { name }).click()
  await page.waitForURL(`${at}/desk`)
  return page
}

async function findAndOpen(page: Page, words: string): Promise<void> {
  await page.getByLabel('Name, address').fill(words)
  await page.keyboard.press('Enter')
  await page.getByRole('rowheader').getByRole('link').first().click()
}

async function sayWhy(page: Page, activity: string, special = ''): Promise<void> {
  await page.getByLabel(activity, { exact: true }).check()
  await page.getByLabel('They are on the telephone').check()
  await page.getByLabel('Reference').fill('call 4711')
  await page.getByLabel('Do you need health').fill(special)
  await page.getByRole('button', { name: 'Open the record' }).click()
}

describe('the desk', () => {
  test.each([390, 1366])(
    'a housing officer finds somebody by a misspelt name, says why, and sees the tenancy, at %d pixels',
    async (width) => {
      const page = await signedInAs('Marek Bell', width)
      await findAndOpen(page, 'Tregensa')
      expect(await axe(page)).toEqual([])
      await page.getByRole('button', { name: 'Open the record' }).click()
      expect(await page.title()).toContain('Error:')
      expect(await axe(page)).toEqual([])
      await sayWhy(page, 'Managing your tenancy or lease')
      await page.getByRole('heading', { name: 'Tenures' }).waitFor()
      expect(await page.getByText('Open because:').locator('..').textContent()).toContain('call 4711')
      expect(await axe(page)).toEqual([])
      expect(await sidewaysScroll(page)).toBe(0)
      expect(page.url()).toMatch(/\/desk\/openings\/[0-9a-f-]{36}$/)
      await page.getByRole('link', { name: 'Who opened this' }).click()
      expect(await page.getByRole('rowgroup').last().textContent()).toContain('Marek Bell')
      expect(await axe(page)).toEqual([])
      await page.context().close()
    },
  )

  test('what is closed says why and who can, and never looks empty', async () => {
    const page = await signedInAs('Dee Marsh')
    await findAndOpen(page, 'Tregenza')
    await sayWhy(page, 'Answering when you get in touch')
    const account = page.locator('.app-card', { has: page.getByRole('heading', { name: 'Rent accounts' }) })
    expect(await account.textContent()).toContain('Closed to you')
    expect(await account.textContent()).toContain('SE2')
    await page.context().close()
  })

  test('a caller who answers wrongly opens nothing, and is never told what is right', async () => {
    const page = await signedInAs('Dee Marsh')
    await findAndOpen(page, 'Tregenza')
    await page.getByRole('link', { name: 'Check who you are talking to' }).click()
    await page.getByLabel('Date of birth').fill('1 1 1901')
    await page.getByLabel('Payment reference').fill('000000')
    await page.getByRole('button', { name: 'Check' }).click()
    expect(await page.textContent('main')).toContain('It did not match')
    expect(await axe(page)).toEqual([])
    await page.context().close()
  })

  test('whoever runs the machine sees nobody', async () => {
    const page = await signedInAs('Sam Ito')
    await page.getByLabel('Name, address').fill('Tregenza')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'closed to you' }).waitFor()
    expect(await page.textContent('main')).toContain('not part of')
    await page.context().close()
  })

  test('signed out, a record’s address shows nothing', async () => {
    const answer = await fetch(`${at}/desk/people/3f0c7c1e-2a4b-4a53-8b0a-0d1f2e3a4b5c/open`, { redirect: 'manual' })
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toMatch(/^\/desk\/sign-in\?to=/)
    expect(await answer.text()).toBe('')
  })
})

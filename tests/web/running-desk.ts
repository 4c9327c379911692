import { spawn } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { openPage, startBrowser } from '../support/browser.ts'
import { freePort } from '../support/free-port.ts'
import { home } from '../support/places.ts'

export type Desk = {
  readonly at: string
  readonly signedInAs: (name: string, width?: number) => Promise<Page>
  /** Opens the first of those found. */
  readonly findAndOpen: (page: Page, words: string) => Promise<void>
  readonly sayWhy: (page: Page, activity: string, special?: string) => Promise<void>
  readonly stop: () => Promise<void>
}

/** The whole system as `npm start` runs it, with its example, on a port of its own, and a browser. */
export async function startDesk(): Promise<Desk> {
  const data = await mkdtemp(join(tmpdir(), 'assured-desk-'))
  await chmod(data, 0o755)
  const port = await freePort()
  const at = `http://localhost:${port}`
  const running = spawn(process.execPath, [join(home, 'dist/assured.mjs'), 'up', '--data', data], {
    cwd: home,
    env: { ...process.env, ASSURED_PORT: String(port) },
    stdio: 'ignore',
  })
  await isReady(at)
  const browser = await startBrowser()
  return {
    at,
    async signedInAs(name, width = 1366) {
      const { page } = await openPage(browser, `${at}/desk`, { width })
      await page.getByRole('button', { name: 'Sign in' }).click()
      await page.getByRole('button', { name }).click()
      await page.waitForURL(`${at}/desk`)
      return page
    },
    async findAndOpen(page, words) {
      await page.getByLabel('Name, address').fill(words)
      await page.keyboard.press('Enter')
      await page.getByRole('rowheader').getByRole('link').first().click()
    },
    async sayWhy(page, activity, special = '') {
      await page.getByLabel(activity, { exact: true }).check()
      await page.getByLabel('They are on the telephone').check()
      await page.getByLabel('Reference').fill('call 4711')
      await page.getByLabel('Do you need health').fill(special)
      await page.getByRole('button', { name: 'Open the record' }).click()
    },
    async stop() {
      await browser.close()
      const ended = new Promise((resolve) => running.once('exit', resolve))
      running.kill('SIGTERM')
      await ended
      await rm(data, { recursive: true, force: true })
    },
  }
}

async function isReady(at: string): Promise<void> {
  for (let tries = 0; tries < 240; tries += 1) {
    const ready = await fetch(`${at}/health`).then(
      (answer) => answer.ok,
      () => false,
    )
    if (ready) return
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  throw new Error('the system did not become ready within a minute')
}

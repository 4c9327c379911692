import { spawn } from 'node:child_process'
import { readFile, rm } from 'node:fs/promises'
import { delimiter, dirname, join } from 'node:path'
import type { Page } from 'playwright-core'
import { begunFolder } from '../support/begun-folder.ts'
import { openPage, startBrowser } from '../support/browser.ts'
import { freePort } from '../support/free-port.ts'
import { ffmpeg } from '../support/media.ts'
import { builtProgram, home } from '../support/places.ts'

export type Desk = {
  readonly at: string
  /** What the telephone system proves itself with. */
  readonly telephoneToken: string
  /** What the cameras' recorder proves itself with. */
  readonly recorderToken: string
  readonly signedInAs: (name: string, width?: number) => Promise<Page>
  /** Opens the first of those found. */
  readonly findAndOpen: (page: Page, words: string) => Promise<void>
  readonly sayWhy: (page: Page, activity: string, also?: Why) => Promise<void>
  /** What the record says of who this is, as somebody who knows it would say it on the telephone. */
  readonly knownOf: (words: string) => Promise<{ readonly born: string; readonly reference: string }>
  readonly stop: () => Promise<void>
}

type Why = { readonly reason?: string; readonly special?: string; readonly alone?: boolean }

/** The whole system as `npm start` runs it, with its example, on a port of its own, and a browser. */
export async function startDesk(): Promise<Desk> {
  const data = await begunFolder('example')
  const port = await freePort()
  const at = `http://localhost:${port}`
  const running = spawn(process.execPath, [builtProgram(), 'up', '--data', data], {
    cwd: home,
    env: { ...process.env, ASSURED_PORT: String(port), PATH: `${dirname(ffmpeg)}${delimiter}${process.env.PATH ?? ''}` },
    stdio: 'ignore',
  })
  await isReady(at)
  const browser = await startBrowser()
  const desk: Desk = {
    at,
    telephoneToken: await readFile(join(data, 'keys', 'telephone-token'), 'utf8'),
    recorderToken: await readFile(join(data, 'keys', 'recorder-token'), 'utf8'),
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
      await page.getByRole('region', { name: 'found' }).getByRole('rowheader').getByRole('link').first().click()
    },
    async sayWhy(page, activity, { reason = 'Casework', special = '', alone = false } = {}) {
      await page.getByLabel(activity, { exact: true }).check()
      await page.getByLabel(reason).check()
      await page.getByLabel('Reference').fill('call 4711')
      await page.getByLabel('Do you need health').fill(special)
      if (alone) await page.getByLabel('Nobody else can hear').check()
      await page.getByRole('button', { name: 'Open the record' }).click()
    },
    async knownOf(words) {
      const page = await desk.signedInAs('Marek Bell')
      await desk.findAndOpen(page, words)
      await desk.sayWhy(page, 'Managing your tenancy or lease')
      const said = (label: string) =>
        page.getByRole('region', { name: 'Person' }).locator('dt', { hasText: label }).locator('+ dd').textContent()
      const known = { born: dayFirst((await said('Born')) ?? ''), reference: (await said('Payment reference')) ?? '' }
      await page.context().close()
      return known
    },
    async stop() {
      await browser.close()
      const ended = new Promise((resolve) => running.once('exit', resolve))
      running.kill('SIGTERM')
      await ended
      await rm(data, { recursive: true, force: true })
    },
  }
  return desk
}

/** “1 October 2003” as “1 10 2003”. */
function dayFirst(written: string): string {
  const date = new Date(`${written} UTC`)
  return `${date.getUTCDate()} ${date.getUTCMonth() + 1} ${date.getUTCFullYear()}`
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

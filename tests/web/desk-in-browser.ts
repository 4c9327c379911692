import { join } from 'node:path'
import { afterAll, expect } from 'vitest'
import type { WebDeps } from '#web/server.ts'
import { type littleTools, testTools } from '../support/answers.ts'
import { barriers, type OpenPage, openPage, sidewaysScroll, startBrowser } from '../support/browser.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { type TestGate, testGate } from '../support/gate.ts'
import { deskSite } from './desk-site.ts'

type Changes = {
  readonly tools?: typeof testTools | typeof littleTools
  readonly parts?: (on: TestDatabase, tested: TestGate) => Partial<WebDeps>
}

/** The desk over a database of its own, and a browser that shows it, for one test file. */
export async function deskInBrowser({ tools = testTools, parts = () => ({}) }: Changes = {}) {
  const on = await testDatabase()
  const released = await livewest()
  const tested = await testGate(on, released)
  const site = await deskSite(tested, released, parts(on, tested), null, await tools(join(on.data, 'set-aside')))
  return { on, tested, site, ...(await browserAt(site)) }
}

/** A browser for one test file. Both it and the site close at the end of the file. */
export async function browserAt(site: Awaited<ReturnType<typeof deskSite>>) {
  const browser = await startBrowser()
  afterAll(async () => {
    await browser.close()
    await site.close()
  })

  /** Opens a page as the colleague who came to the desk last. `fits`: it keeps nobody out, and does not scroll sideways. */
  async function show(path: string, width: number, script = true): Promise<OpenPage & { readonly fits: () => Promise<void> }> {
    const opened = await openPage(browser, `${site.at}/stand-in`, { width, script })
    await opened.page.goto(site.at + path)
    const fits = async () => expect([await barriers(opened.page), await sidewaysScroll(opened.page)]).toEqual([[], 0])
    return { ...opened, fits }
  }

  return { browser, show }
}

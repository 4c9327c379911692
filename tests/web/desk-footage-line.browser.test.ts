import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { seal } from '#evidence/seal.ts'
import { colleague } from '../support/gate.ts'
import { footageFor } from '../support/given-footage.ts'
import { deskInBrowser } from './desk-in-browser.ts'

const { on, tested, site, browser, show } = await deskInBrowser()
const manager = colleague('senior-manager')
const sealNow = () => seal(on.database, join(on.data, 'evidence', 'heads.log'), tested.deps.clock())

/** A clip that the police have, and the address of its page. */
async function given() {
  const footage = await footageFor(on, tested)
  const id = await footage.prepared()
  await footage.decided(id)
  const desk = await site.as(manager)
  const opened = await desk.send(`/desk/cameras/${footage.camera}/open`, { activity: 'crime-prevention', reference: 'OP/77' })
  const at = (opened.headers.get('location') ?? '').replace(/\/footage$/, '')
  return { id, desk, footage, at: `${at}/disclosures/${id}` }
}

test.each([390, 1366])('the evidence of footage that left is downloaded and verifies itself from disk, at %d pixels', async (width) => {
  const { id, at, footage, desk } = await given()
  expect((await desk.open(at)).html).not.toContain('Evidence of it, as one file')
  expect((await desk.open(`${at}/evidence`)).status).toBe(404)
  await footage.fetched(id)
  await site.as(manager)
  const { page, close, fits } = await show(at, width)
  await page.getByRole('link', { name: 'Evidence of it, as one file' }).click()
  await page.getByText(' not sealed yet').waitFor()
  await fits()
  await sealNow()
  await page.reload()
  await page.getByText('The person is not told of this disclosure yet').waitFor()
  await fits()
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Download the evidence' }).click()])
  await mkdir(on.data, { recursive: true })
  const path = join(on.data, `evidence-${width}.html`)
  await download.saveAs(path)
  const context = await browser.newContext()
  const saved = await context.newPage()
  await saved.goto(pathToFileURL(path).href)
  await saved.getByText(/^Verified: all \d rows are as they were sealed\./).waitFor()
  await context.close()
  await close()
})

test.each([390, 1366])('the data protection team finds footage on the ledger, and shows it, at %d pixels', async (width) => {
  const { id, footage } = await given()
  await footage.fetched(id)
  await site.as(colleague('data-protection-officer'))
  const { page, close, fits } = await show('/desk/shares', width)
  await page.locator(`a[href="/desk/shares/${id}"]`).first().click()
  await page.getByText('It was shared, and is hidden from the people whom it shows.').waitFor()
  for (const said of ['Footage of Main entrance, Alder Court', 'DC 1234', 'OP/77', 'Rang back 01632 960101'])
    await page.getByText(said).first().waitFor()
  await fits()
  await page.getByText('From now on whoever gets a clip of the same time is told of it.').waitFor()
  for (const untrue of ['in their copy', 'Not confirmed']) expect(await page.getByText(untrue).count()).toBe(0)
  await page.getByLabel('Yes, show it', { exact: true }).check()
  await page.getByLabel('Why?').fill('The investigation has ended.')
  await page.getByRole('button', { name: 'Decide' }).click()
  await page.getByText('It is not hidden any more.').waitFor()
  await page.getByText('is told to whoever gets a clip of the same time').waitFor()
  expect(await page.getByRole('link', { name: 'Open the letter, to print it' }).count()).toBe(0)
  await fits()
  await close()
})

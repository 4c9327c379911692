import sharp from 'sharp'
import { expect, test } from 'vitest'
import { reviewOf } from '#duties/rights/review/review.ts'
import { barriers, sidewaysScroll } from '../support/browser.ts'
import { copies } from '../support/copies.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { cameraPicture, storePicture } from '../support/pictures.ts'
import { ok } from '../support/rights.ts'
import { browserAt } from './desk-in-browser.ts'
import { deskSite } from './desk-site.ts'

const on = await testDatabase()
const edition = await livewest()
const landlord = { ...edition.edition.landlord, secondReader: ['reasonable' as const] }
const released = { ...edition, edition: { ...edition.edition, landlord } }
const { deps, gate } = await testGate(on, edition)
const inForce = () => ({ ...deps.inForce(), released })
const tested = { deps: { ...deps, inForce }, gate }
const officer = colleague('data-protection-officer')
const { searched } = copies(on, tested, officer)
const site = await deskSite(tested, released)
const { show } = await browserAt(site)

test.each([
  [390, true],
  [1366, true],
  [1366, false],
])(
  'places of a picture are hidden, looked at and decided about, and a second reader sees the same, at %d pixels, with script: %s',
  async (width, script) => {
    const { id, person } = await searched()
    await storePicture({ ...deps, gate }, await cameraPicture(), 'image/jpeg', { on, person })
    ok(await reviewOf({ ...tested.deps, gate }).propose(officer, id))
    await site.as(officer)
    const { page, close } = await show(`/desk/requests/${id}/texts`, width, script)
    const keepsNobodyOut = async () => (script ? expect([await barriers(page), await sidewaysScroll(page)]).toEqual([[], 0]) : undefined)
    /** Whether the middle of the rectangle is black in the picture that the page shows. */
    const isHidden = async () => {
      const src = await page.locator('img.app-picture').getAttribute('src')
      const answer = await page.request.get(site.at + src)
      expect([answer.status(), answer.headers()['content-type'], answer.headers()['cache-control']]).toEqual([
        200,
        'image/jpeg',
        'no-store',
      ])
      const { channels } = await sharp(
        await sharp(await answer.body())
          .extract({ left: 84, top: 52, width: 88, height: 232 })
          .toBuffer(),
      ).stats()
      return channels.every(({ max }) => max === 0)
    }
    await page.getByRole('link', { name: 'Read the next text' }).click()
    expect(await page.locator('img.app-picture').count()).toBe(0)
    await page.getByRole('link', { name: 'Open it, and decide whether it goes' }).click()
    expect(await page.locator('img.app-picture').count()).toBe(0)
    await keepsNobodyOut()
    await page.getByRole('link', { name: 'Nobody else can see it: hide places of it' }).click()
    expect(await isHidden()).toBe(false)
    await keepsNobodyOut()
    await page.getByLabel('What to black out').fill('80 10 30 50')
    await page.getByRole('button', { name: 'Hide them, and look at it' }).click()
    const wrong = page.getByRole('alert').getByRole('link', { name: 'Enter each line as 25 10 30 50, within the picture' })
    expect(await wrong.getAttribute('href')).toBe('#hidden')
    await keepsNobodyOut()
    await page.getByLabel('What to black out').fill('25 10 30 50')
    await page.getByRole('button', { name: 'Hide them, and look at it' }).click()
    await page.getByText('This is the picture as it would go.').waitFor()
    expect(await isHidden()).toBe(true)
    await keepsNobodyOut()
    await page.getByRole('link', { name: 'Hide other places of it' }).click()
    expect(await page.getByLabel('What to black out').inputValue()).toBe('25 10 30 50')
    await page.goBack()
    await page.getByLabel('What was weighed, and why').fill('Only colleagues are left on it.')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Decided: it goes without some parts. Waits for a second reader').waitFor()
    await site.as({ ...colleague('data-protection-officer'), name: 'Moira Penrose' })
    await page.goto(`${site.at}/stand-in`)
    await page.goto(`${site.at}/desk/requests/${id}/texts`)
    await page.getByRole('link', { name: 'The recording or picture itself' }).click()
    expect(await isHidden()).toBe(true)
    await keepsNobodyOut()
    await page.getByRole('button', { name: 'I have read it, and agree' }).click()
    await page.getByText('It is noted that you have read it too.').waitFor()
    await close()
  },
  60_000,
)

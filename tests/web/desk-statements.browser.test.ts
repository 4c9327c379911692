import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { barriers, sidewaysScroll } from '../support/browser.ts'
import { colleague, openTo } from '../support/gate.ts'
import { putPerson } from '../support/people.ts'
import { deskInBrowser } from './desk-in-browser.ts'

const { on, tested, site, show } = await deskInBrowser()
const lead = colleague('safeguarding-lead')

const looks = async (page: Page) => [await page.title(), await barriers(page), await sidewaysScroll(page)]

/** Says why, is asked for more, answers that, and reads the record. */
async function sayWhy(page: Page): Promise<void> {
  await page.getByLabel('Protecting people from harm').check()
  await page.getByLabel('Casework; they are not present').check()
  await page.getByLabel('Reference').fill('case 4711')
  await page.getByLabel(/Do you need health or support information/).fill('To tell social care what they need')
  await page.getByRole('button', { name: 'Open the record' }).click()
  await page.waitForLoadState('domcontentloaded')
}

test.each([390, 1200])(
  'what the law asks besides can be answered by everybody, %s pixels wide',
  async (width) => {
    const { person } = await putPerson(on)
    await site.as(lead)
    const { page, close } = await show(`/desk/people/${person}/open`, width)
    await sayWhy(page)
    expect(await looks(page)).toEqual([expect.stringContaining('Say more before this opens'), [], 0])
    await page.getByLabel(/Is this person at risk/).fill('Bruises that nobody explains')
    await page.getByLabel(/Why have you not asked/).fill('Asking would put them in danger')
    await page.getByRole('button', { name: 'Open the record' }).click()
    await page.waitForURL(/\/desk\/openings\//)
    const opened = await openTo(tested.gate, lead, { activity: 'safeguarding', person, because: 'case' })
    const to = { type: 'person', recipient: 'local-authority', given: ['person-at-risk', 'reason-without-consent'], detail: {} } as const
    expect(await opened.share({ ...to, category: 'health' })).toEqual({ ok: true })
    await page.goto(`${page.url()}/who`)
    expect(await page.getByText('Shared outside').count()).toBeGreaterThan(0)
    expect(await looks(page)).toEqual([expect.stringContaining('Who opened this record'), [], 0])
    await page.goto(`${site.at}/desk/retention`)
    await page.getByText('Periods without a law').click()
    expect(await looks(page)).toEqual([expect.stringContaining('Retention'), [], 0])
    await close()
  },
  180_000,
)

test('it needs no script', async () => {
  const { person } = await putPerson(on)
  await site.as(lead)
  const { page, close } = await show(`/desk/people/${person}/open`, 1200, false)
  await sayWhy(page)
  await page.getByLabel(/Is this person at risk/).fill('Bruises that nobody explains')
  await page.getByLabel(/Why have you not asked/).fill('Asking would put them in danger')
  await page.getByRole('button', { name: 'Open the record' }).click()
  await page.waitForURL(/\/desk\/openings\//)
  expect(await page.getByText('Open because:').count()).toBe(1)
  await close()
}, 120_000)

import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { openings } from '#duties/openings/openings.ts'
import type { OpeningReason } from '#gate/opening-reason.ts'
import { barriers, sidewaysScroll } from '../support/browser.ts'
import { colleague } from '../support/gate.ts'
import { putAccount, putContactDetail, putIdentityCheck, putPerson } from '../support/people.ts'
import { deskInBrowser } from './desk-in-browser.ts'

const { on, tested, site, show } = await deskInBrowser()

type Opened = { readonly reason?: OpeningReason; readonly checked?: boolean; readonly width?: number; readonly script?: boolean }

/** A record that is open to an adviser, in a browser. */
async function recordOf({ reason = 'call', checked = true, width = 1366, script = true }: Opened = {}) {
  const adviser = colleague('customer-service-adviser')
  const { person, tenure } = await putPerson(on)
  await putContactDetail(on, person)
  await putAccount(on, tenure, { activity: 'rent-collection', yearEnded: '2026-03-31' })
  if (checked) await putIdentityCheck(on, person, adviser.id)
  const begun = await openings({ ...tested.deps, gate: tested.gate }).begin(adviser, {
    ...{ person, activity: 'contact-handling', reason, reference: 'call 4712', specialReason: null, privateSetting: false },
    callReference: 'PBX-4712',
  })
  if (!begun.ok) throw new Error(JSON.stringify(begun.refusal))
  await site.as(adviser)
  const opened = await show(`/desk/openings/${begun.id}`, width, script)
  return { ...opened, adviser, person }
}

/** The heading, the buttons and the boxes, in the order of the Tab key. */
async function tabbed(page: Page, most: number): Promise<readonly string[]> {
  const stops: string[] = []
  for (let stop = 0; stop < most; stop += 1) {
    await page.keyboard.press('Tab')
    stops.push(await page.evaluate(() => document.activeElement?.getAttribute('name') ?? document.activeElement?.textContent ?? ''))
  }
  return stops
}

describe('the note box', () => {
  test.each([390, 1366])('takes a topic and a button, and keeps nobody out, at %d pixels', async (width) => {
    const { page, close } = await recordOf({ width })
    const [first] = await page.getByRole('heading', { level: 2 }).allTextContents()
    expect(first).toBe('Note this call')
    expect([await barriers(page), await sidewaysScroll(page)]).toEqual([[], 0])
    await page.getByLabel('Rent', { exact: true }).check()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    expect(await page.getByRole('alert').textContent()).toContain('The note is saved.')
    const noted = page.locator('.app-timeline__entry')
    expect(await noted.textContent()).toContain('Rent')
    expect(await noted.locator('.app-timeline__meta').textContent()).toMatch(/Telephone · call PBX-4712 · taken by Dee Marsh$/)
    expect([await barriers(page), await sidewaysScroll(page)]).toEqual([[], 0])
    await close()
  })

  test('stands left of the record on a wide screen, and above it on a phone', async () => {
    for (const [width, isBeside] of [
      [1366, true],
      [390, false],
    ] as const) {
      const { page, close } = await recordOf({ width })
      const [note, details] = [page.locator('.app-note'), page.locator('.app-record .app-card').first()]
      const [one, other] = [await note.boundingBox(), await details.boundingBox()]
      if (one === null || other === null) throw new Error('a part of the page is not shown')
      expect([one.x + one.width <= other.x, one.y + one.height <= other.y]).toEqual([isBeside, !isBeside])
      await close()
    }
  })

  test.each([390, 1366])('says what is wrong at its box, and keeps every word, at %d pixels', async (width) => {
    const { page, close } = await recordOf({ width })
    await page.getByLabel('What was said').fill('Asked what she owes.')
    await page.getByLabel('How').selectOption('In person')
    await page.getByText('We promised something').click()
    await page.getByLabel('What we promised').fill('Send the statement')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    expect(await page.title()).toContain('Error:')
    const summary = page.getByRole('alert')
    expect(await summary.getByRole('link').allTextContents()).toEqual(['Choose what it was about'])
    await page.getByLabel('Repair').check()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    expect(await summary.getByRole('link').allTextContents()).toEqual(['Enter the day by which it was promised'])
    expect(await page.getByLabel('What was said').inputValue()).toBe('Asked what she owes.')
    expect(await page.getByLabel('How').inputValue()).toBe('in-person')
    expect(await page.getByLabel('What we promised').inputValue()).toBe('Send the statement')
    expect(await page.getByLabel('Repair').isChecked()).toBe(true)
    expect([await barriers(page), await sidewaysScroll(page)]).toEqual([[], 0])
    await summary.getByRole('link').click()
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('promisedBy-day')
    for (const [label, typed] of [
      ['Day', '27'],
      ['Month', '11'],
      ['Year', '2026'],
    ] as const)
      await page.getByLabel(label, { exact: true }).fill(typed)
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('The note is saved.').waitFor()
    expect(await page.locator('.app-timeline__entry').textContent()).toContain('Promised for 27 November 2026: Send the statement')
    await close()
  })

  test('works with the keyboard alone, topic first', async () => {
    const { page, close } = await recordOf()
    await page.getByRole('link', { name: 'Share', exact: true }).focus()
    expect(await tabbed(page, 7)).toEqual(['topic', 'summary', 'how', 'who', 'We promised something', 'Save', 'then'])
    await page.getByLabel('Rent', { exact: true }).focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('ArrowDown')
    for (const _ of ['summary', 'how', 'who', 'promise', 'save']) await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByText('The note is saved.').waitFor()
    expect(await page.locator('.app-timeline__title').allTextContents()).toEqual([expect.stringContaining('Repair')])
    await close()
  })

  test('works without script, and closes the record where that is asked', async () => {
    const { page, close } = await recordOf({ script: false })
    await page.getByLabel('Rent', { exact: true }).check()
    await page.getByText('We promised something').click()
    await page.getByLabel('What we promised').fill('Ring back')
    for (const [label, typed] of [
      ['Day', '23'],
      ['Month', '11'],
      ['Year', '2026'],
    ] as const)
      await page.getByLabel(label, { exact: true }).fill(typed)
    const record = page.url()
    await page.getByRole('button', { name: 'Save and close the record' }).click()
    await page.getByText('The note is saved and the record is closed.').waitFor()
    await page.goto(record)
    await page.getByRole('heading', { name: 'This record has closed' }).waitFor()
    await page.goto(`${site.at}/desk/tasks`)
    await page.getByRole('link', { name: 'Do what we promised somebody' }).first().waitFor()
    await close()
  })
})

test.each([390, 1366])('with a caller whom nobody has checked the check comes first, and a note says so, at %d pixels', async (width) => {
  const { page, adviser, person, close } = await recordOf({ width, checked: false })
  expect(await page.getByRole('heading', { level: 2 }).allTextContents()).toEqual([
    'Check who this is first',
    'Support needs',
    'Note this call',
  ])
  expect([await barriers(page), await sidewaysScroll(page)]).toEqual([[], 0])
  await page.getByLabel('Repair').check()
  await page.getByLabel('What was said').fill('Wanted to know whether she lives here.')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('The note is saved.').waitFor()
  expect(await page.textContent('main')).not.toContain('Wanted to know')
  await putIdentityCheck(on, person, adviser.id)
  await page.reload()
  expect(await page.locator('.app-timeline__entry').textContent()).toMatch(/Repair.*Identity not checked.*Wanted to know/)
  expect([await barriers(page), await sidewaysScroll(page)]).toEqual([[], 0])
  await close()
})

test('a note is corrected on its day, and added to, and both stand where they belong', async () => {
  const { page, close } = await recordOf({ reason: 'case', width: 390 })
  expect(await page.getByRole('heading', { level: 2 }).first().textContent()).toBe('Write a note')
  await page.getByLabel('Neighbour').check()
  await page.getByLabel('What was said').fill('Asked about the hedge.\nWill ring again.')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  const entry = page.locator('.app-timeline__entry')
  expect(await entry.locator('.govuk-tag').allTextContents()).toEqual(['Colleague’s note'])
  await page.getByRole('link', { name: 'Add or correct' }).click()
  expect([await barriers(page), await sidewaysScroll(page)]).toEqual([[], 0])
  await page.getByRole('link', { name: 'Correct what you wrote' }).click()
  expect([await barriers(page), await sidewaysScroll(page)]).toEqual([[], 0])
  await page.getByLabel('What was said').fill('Asked about the fence.')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('The note is corrected.').waitFor()
  await page.getByRole('link', { name: 'Add or correct' }).click()
  await page.getByLabel('What do you want to add?').fill('The fence is ours.')
  await page.getByRole('button', { name: 'Add' }).click()
  await page.getByText('The addition is saved.').waitFor()
  expect(await entry.count()).toBe(1)
  expect(await entry.textContent()).toMatch(/Asked about the fence\..*Added 23 November 2026.*by Dee Marsh.*The fence is ours\./)
  expect(await page.textContent('main')).not.toContain('hedge')
  expect([await barriers(page), await sidewaysScroll(page)]).toEqual([[], 0])
  await page.getByRole('link', { name: 'Correct this addition' }).click()
  await page.getByRole('link', { name: 'Correct what you wrote' }).click()
  // An addition has the topic of its note.
  expect(await page.getByRole('radio').count()).toBe(0)
  await page.getByLabel('What was said').fill('The fence is theirs.')
  await page.getByRole('button', { name: 'Save' }).click()
  expect(await entry.textContent()).toContain('The fence is theirs.')
  await close()
})

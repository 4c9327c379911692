import { expect, test } from 'vitest'
import { organisation } from '#records/organisation/organisation.ts'
import { dateIn } from '#shared/clock.ts'
import { colleague } from '../support/gate.ts'
import { putItem } from '../support/items.ts'
import { wholePerson } from '../support/whole-person.ts'
import { deskInBrowser } from './desk-in-browser.ts'
import { recordAtDesk } from './record-at-desk.ts'

const { on, tested, site, show } = await deskInBrowser()
const registered = { activity: 'rights-requests', collectedOn: Temporal.PlainDate.from('2026-10-01') } as const

test.each([390, 1366])(
  'another landlord is asked for a reference in six clicks and four facts, and the answer is noted, at %d pixels',
  { timeout: 120_000 },
  async (width) => {
    const name = `Moorland Lettings ${width}`
    await putItem(on, organisation, {
      ...registered,
      values: { kind: 'private-landlord', name, place: 'uk', callBack: '01632 960155', endedOn: null },
    })
    const person = await wholePerson(on, tested.deps.keys, { activity: 'letting' })
    const desk = await site.as(colleague('lettings-officer'))
    const record = await recordAtDesk(desk, person, 'letting')
    const { page, close, fits } = await show(record.at, width)
    let clicks = 0
    const click = async (locator: ReturnType<typeof page.getByText>) => {
      clicks += 1
      await locator.click()
    }
    const day = async ({ day, month, year }: Temporal.PlainDate) => {
      for (const [label, value] of Object.entries({ Day: day, Month: month, Year: year }))
        await page.getByLabel(label, { exact: true }).fill(String(value))
    }
    const today = dateIn(tested.deps.clock())

    await click(page.getByRole('link', { name: 'Share', exact: true }))
    await click(page.getByRole('link', { name }))
    await click(page.getByRole('link', { name: 'Ask them for a reference instead' }))
    await page.getByLabel('Which home did they let to the person?').fill('3 Test Row, Testford')
    await page.getByLabel('From when until when?').fill('May 2019 to June 2024')
    await page.getByLabel('What do you ask?').fill('Was the rent paid on time?')
    await day(today.add({ days: 14 }))
    await fits()
    await click(page.getByRole('button', { name: 'Prepare it' }))
    await page.getByText('We need their answer by').waitFor({ timeout: 60_000 })
    expect(await page.textContent('main')).toContain('Was the rent paid on time?')
    expect(await page.getByText('Ring them back first').count()).toBe(0)
    await fits()
    await click(page.getByLabel('On paper'))
    await click(page.getByRole('button', { name: 'Share it now' }))
    await page.getByText('It is shared, and on record.').waitFor()
    expect(clicks).toBe(6)

    await page.getByRole('link', { name: 'Note what they answered' }).click()
    await page.getByLabel('What did they answer?').fill('The rent was paid.')
    await day(today)
    await fits()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Their answer is on record.').waitFor()
    expect(await page.textContent('main')).toContain('The rent was paid.')
    for (const name of ['Note what they answered', 'Open the sheet, to print it', 'They have it'])
      expect(await page.getByRole('link', { name }).count(), name).toBe(0)
    expect(await page.getByRole('heading', { name: 'Send it' }).count()).toBe(0)
    await fits()
    await close()
  },
)

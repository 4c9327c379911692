import { join } from 'node:path'
import { expect, test } from 'vitest'
import { today } from '../support/edition.ts'
import { colleague } from '../support/gate.ts'
import { putContactDetail, putPerson } from '../support/people.ts'
import { sharing } from '../support/sharing.ts'
import { wholePerson } from '../support/whole-person.ts'
import { deskInBrowser } from './desk-in-browser.ts'
import { recordAtDesk } from './record-at-desk.ts'

const { on, tested, site, show } = await deskInBrowser()
const { register, sign } = sharing(on, tested, join(on.data, 'set-aside'))
const officer = colleague('housing-officer')
const planner = colleague('repairs-planner')

test.each([390, 1366])(
  'a safety alert is set, told in a letter, answered and ended at the desk, and a planner sees its code alone, at %d pixels',
  { timeout: 120_000 },
  async (width) => {
    const { person } = await putPerson(on)
    await putContactDetail(on, person)
    const contractor = await register('contractor')
    await sign(contractor, 'instruction', 'health-and-safety')
    const desk = await site.as(officer)
    const record = await recordAtDesk(desk, person, 'tenancy-management')
    const { page, close, fits } = await show(record.at, width)
    const fillDay = async (name: string, on: Temporal.PlainDate) => {
      for (const part of ['day', 'month', 'year'] as const) await page.locator(`[name="${name}-${part}"]`).fill(`${on[part]}`)
    }
    await page.getByRole('link', { name: 'Set a safety alert' }).click()
    await page.getByRole('button', { name: 'Set the alert' }).click()
    await page.getByText('Choose what colleagues should do').first().waitFor()
    await fits()
    await page.getByLabel('Visit in pairs').check()
    await page.getByLabel('Why?', { exact: true }).fill('He threw a plate at a plumber.')
    await fillDay('since', today.subtract({ days: 3 }))
    await fillDay('reviewBy', today.add({ months: 6 }))
    await page.getByLabel('Told in writing').check()
    await page.getByLabel('If they are told: the reason as the letter gives it').fill('A plate was thrown when we came.')
    await page.getByRole('button', { name: 'Set the alert' }).click()
    await page.getByText('The alert is set.').waitFor()
    await fits()
    const alert = page.url()
    const letter = await desk.get(`${alert}/letter`)
    expect([letter.status, letter.headers.get('content-type')]).toEqual([200, 'application/pdf'])
    expect(Buffer.from(await letter.arrayBuffer()).length).toBeGreaterThan(1000)
    await page.getByRole('link', { name: 'Note what the person answered' }).click()
    await page.getByLabel('What did the person answer?').fill('It slipped from my hand.')
    await fits()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Their answer is with the alert.').waitFor()
    expect(await page.textContent('main')).toContain('It slipped from my hand.')

    const seen = await recordAtDesk(await site.as(planner), person, 'repairs')
    expect(seen.words).toContain('Visit in pairs')
    expect(seen.words).not.toContain('Set a safety alert')
    await page.goto(`${site.at}/stand-in`)
    await page.goto(`${site.at}${seen.at}`)
    await page.getByRole('link', { name: 'Visit in pairs' }).click()
    await page.getByText('The reason is not open to your role.').waitFor()
    await fits()
    const words = (await page.textContent('main')) ?? ''
    for (const secret of ['plate', 'slipped', 'Open the letter', 'Is it still needed?']) expect(words).not.toContain(secret)
    expect((await page.request.get(`${page.url()}/letter`)).status()).toBe(404)

    await site.as(officer)
    await page.goto(`${site.at}/stand-in`)
    await page.goto(alert)
    await on.asAdmin((admin) =>
      admin.query('update cautionary_alert set review_by = $2 where person_id = $1', [person, today.subtract({ days: 1 }).toString()]),
    )
    await page.goto(alert)
    await page.getByText('Review overdue: it was due by').waitFor()
    expect(await page.getByRole('link', { name: 'Open the letter, to print it' }).count()).toBe(0)
    await fits()
    const { at: overdueAt } = await recordAtDesk(await site.as(officer), person, 'health-and-safety')
    await page.goto(`${site.at}/stand-in`)
    await page.goto(`${site.at}${overdueAt}`)
    await page.getByText('Review overdue').waitFor()
    await fits()
    await page.goto(`${site.at}${overdueAt}/shares/to/${contractor}`)
    await page.getByText('Not offered: safety alert with an overdue review.').waitFor()
    await fits()
    await page.goto(alert)
    await page.getByLabel('No, it ends').check()
    await page.getByLabel('Why?', { exact: true }).fill('Nothing more happened.')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('The alert has ended.').waitFor()
    await fits()
    await close()
  },
)

test.each([390, 1366])(
  'what was prepared with an alert that has ended says so before it is shared, and is prepared anew without it, at %d pixels',
  { timeout: 120_000 },
  async (width) => {
    const activity = 'health-and-safety'
    const person = await wholePerson(on, tested.deps.keys, { activity })
    const contractor = await register('contractor')
    await sign(contractor, 'instruction', activity)
    const record = await recordAtDesk(await site.as(officer), person, activity)
    const { page, close, fits } = await show(`${record.at}/shares/to/${contractor}`, width)
    await page.getByLabel(/^Safety alerts/).check()
    await page.getByLabel(/^Contact details/).check()
    await page.getByLabel('Which law, order or case is it for?').fill('Work order 1188')
    await page.getByLabel('Why do they need it?').fill('They come to mend the stairs.')
    await page.getByRole('button', { name: 'Prepare it' }).click()
    await page.getByRole('button', { name: 'Share it now' }).waitFor({ timeout: 60_000 })
    const line = page.url()

    const yesterday = today.subtract({ days: 1 }).toString()
    await on.asAdmin((admin) => admin.query('update cautionary_alert set ended_on = $2 where person_id = $1', [person, yesterday]))
    await page.goto(line)
    await page.getByText('It goes to nobody any more.').waitFor()
    expect(await page.getByRole('button', { name: 'Share it now' }).count()).toBe(0)
    await fits()
    await page.getByRole('link', { name: 'Prepare it anew without that' }).click()
    await fits()
    await page.getByRole('button', { name: 'Prepare it anew' }).click()
    await page.getByRole('button', { name: 'Share it now' }).waitFor({ timeout: 60_000 })
    expect(page.url()).not.toBe(line)
    const words = (await page.textContent('main')) ?? ''
    expect(words).toContain('07700 900417')
    expect(words).not.toContain('Visit in pairs')
    await page.getByRole('button', { name: 'Share it now' }).click()
    await page.getByText('It is shared, and on record.').waitFor()
    await close()
  },
)

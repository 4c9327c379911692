import { expect, test } from 'vitest'
import { agreement } from '#records/agreement/agreement.ts'
import { organisation } from '#records/organisation/organisation.ts'
import { today } from '../support/edition.ts'
import { colleague } from '../support/gate.ts'
import { putItem } from '../support/items.ts'
import { putPerson } from '../support/people.ts'
import { deskInBrowser } from './desk-in-browser.ts'
import { recordAtDesk } from './record-at-desk.ts'

const { on, site, show } = await deskInBrowser()
const investigator = colleague('fraud-investigator')
const registered = { activity: 'rights-requests', collectedOn: Temporal.PlainDate.from('2026-10-01') } as const

test.each([390, 1366])(
  'what waits for the data protection officer is advised on from their task, and goes against the view with a reason, at %d pixels',
  { timeout: 120_000 },
  async (width) => {
    const name = `Moorland Council ${width}`
    const values = { kind: 'local-authority', name, place: 'uk', callBack: '01632 960155', endedOn: null }
    const organisationId = await putItem(on, organisation, { ...registered, values })
    const signed = { inForceFrom: '2026-10-01', until: today.add({ years: 1 }).toString(), endedOn: null }
    for (const kind of ['agreement', 'protocol'] as const) {
      const document = { kind, organisationId, forActivity: 'fraud-checks', ...signed }
      await putItem(on, agreement, { ...registered, values: document })
    }
    const { person } = await putPerson(on)
    const record = await recordAtDesk(await site.as(investigator), person, 'fraud-checks')
    const { page, close, fits } = await show(`${record.at}/shares/new`, width)
    await page.getByRole('link', { name }).click()
    await page.getByLabel('Tenancy or lease').check()
    await page.getByLabel('Who asked?').fill('Pat Hale, fraud team')
    await page.getByLabel('Why do they need it?').fill('They compare it with their own list.')
    await page.getByRole('button', { name: 'Prepare it' }).click()
    await page.getByText('The data protection officer is asked for a view first').waitFor({ timeout: 60_000 })
    expect(await page.getByRole('button', { name: /share it now/ }).count()).toBe(0)
    await fits()
    const line = page.url()

    await site.as(colleague('data-protection-officer'))
    await page.goto(`${site.at}/stand-in`)
    await page.goto(`${site.at}/desk/tasks`)
    await page.getByRole('link', { name: 'Give your view of something that is to be shared' }).first().click()
    await page.getByRole('link', { name: 'Give your view' }).click()
    await page.getByRole('button', { name: 'Give this view' }).click()
    await page.getByText('Choose what you advise').first().waitFor()
    await fits()
    await page.getByLabel('Against sharing it').check()
    await page.getByLabel('Why?', { exact: true }).fill('The name alone would do.')
    await page.getByRole('button', { name: 'Give this view' }).click()
    await page.getByText('Your view is on the line.').waitFor()

    await site.as(investigator)
    await page.goto(`${site.at}/stand-in`)
    await page.goto(line)
    expect(await page.textContent('main')).toContain('The name alone would do.')
    await page.getByRole('button', { name: /share it now/ }).click()
    await page.getByText('Enter why it is shared against that view').first().waitFor()
    await fits()
    await page
      .getByLabel('The data protection officer is against it. Why is it shared all the same?')
      .fill('The court asked for the tenancy.')
    await page.getByRole('button', { name: /share it now/ }).click()
    await page.getByText('It is shared, and on record.').waitFor()
    await fits()
    await close()
  },
)

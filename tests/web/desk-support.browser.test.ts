import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { organisation } from '#records/organisation/organisation.ts'
import { littleTools } from '../support/answers.ts'
import { colleague } from '../support/gate.ts'
import { putItem } from '../support/items.ts'
import { putContactDetail, putPerson } from '../support/people.ts'
import { deskInBrowser } from './desk-in-browser.ts'
import { recordAtDesk } from './record-at-desk.ts'

const { on, site, show } = await deskInBrowser({ tools: littleTools })

async function typeDay(page: Page, question: string, [day, month, year]: readonly [string, string, string]): Promise<void> {
  const box = page.getByRole('group', { name: question })
  await box.getByLabel('Day').fill(day)
  await box.getByLabel('Month').fill(month)
  await box.getByLabel('Year').fill(year)
}

test.each([390, 1366])('a service is noted, somebody is referred to another, and what came back is noted, at %d pixels', async (width) => {
  await putItem(on, organisation, {
    ...{ activity: 'rights-requests', collectedOn: Temporal.PlainDate.from('2026-10-01') },
    values: { kind: 'support-agency', name: `Exe Money Help ${width}`, place: 'uk', callBack: '01632 960121', endedOn: null },
  })
  const { person } = await putPerson(on)
  await putContactDetail(on, person)
  const record = await recordAtDesk(await site.as(colleague('support-worker')), person, 'support-signposting')
  const { page, close, fits } = await show(record.at, width)

  await page.getByRole('link', { name: 'Add a service that works with them' }).click()
  await fits()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Enter the name of the service').first().waitFor()
  await fits()
  await page.getByLabel('Which service works with them?').fill('Estuary Carers')
  await page.getByLabel('Whom to speak to there').fill('Morwenna Pascoe')
  await page.getByLabel('How to reach them').fill('01632 960177')
  await typeDay(page, 'Since when do they work with the person?', ['1', '10', '2026'])
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('The service is on the record.').waitFor()
  await page.getByText('Morwenna Pascoe').first().waitFor()
  await fits()

  await page.getByRole('link', { name: 'Share', exact: true }).click()
  await page.getByRole('link', { name: `Exe Money Help ${width}` }).click()
  await fits()
  await page.locator('input[name^="what"]').first().check()
  await page.getByLabel('We refer the person to them').check()
  await page.getByLabel('Why do they need it?').fill('Help with a budget, which the person asked for.')
  await page.getByRole('button', { name: 'Prepare it' }).click()
  await page.getByText('Nothing has left yet.').waitFor()
  await page.getByRole('button', { name: 'Share it now' }).click()
  await page.getByText('It is shared, and on record.').waitFor()
  await fits()

  await page.getByRole('link', { name: 'They work with this service' }).click()
  expect(await page.getByLabel('Which service works with them?').inputValue()).toBe(`Exe Money Help ${width}`)
  await fits()
  await typeDay(page, 'Since when do they work with the person?', ['20', '11', '2026'])
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('The service is on the record.').waitFor()

  await page.locator('a[href*="/support-contacts/"]', { hasText: `Exe Money Help ${width}` }).click()
  await fits()
  await page.getByLabel('What came back').fill('A budget was made, and they meet again in January.')
  await typeDay(page, 'When it came back', ['23', '11', '2026'])
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('The change is saved.').waitFor()
  await page.getByText('A budget was made, and they meet again in January.').first().waitFor()
  await fits()
  await page.screenshot({ path: join(on.data, `support-${width}.png`), fullPage: true })
  await close()
})

test('an end before its beginning is said once, and leads to the box', async () => {
  const { person } = await putPerson(on)
  const desk = await site.as(colleague('support-worker'))
  const { at } = await recordAtDesk(desk, person, 'support-signposting')
  const day = (name: string, [d, m, y]: readonly string[]) => ({
    [`${name}-day`]: d ?? '',
    [`${name}-month`]: m ?? '',
    [`${name}-year`]: y ?? '',
  })
  const answer = await desk.send(`${at}/support-contacts/new`, {
    ...{ organisation: 'Estuary Carers', who: '', reach: '', cameBack: '' },
    ...{ ...day('since', ['1', '10', '2026']), ...day('cameBackOn', []), ...day('endedOn', ['30', '9', '2026']) },
  })
  const html = await answer.text()
  expect(answer.status).toBe(422)
  expect([...html.matchAll(/href="#(endedOn[^"]*)"/g)].map(([, box]) => box)).toEqual(['endedOn-day'])
  expect(html).toContain('id="endedOn-day"')
  expect(html).toContain('Enter a date that is not before the day since when they work with the person')
})

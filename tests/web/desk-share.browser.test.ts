import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { organisation } from '#records/organisation/organisation.ts'
import { testTools } from '../support/answers.ts'
import { barriers, openPage, sidewaysScroll, startBrowser } from '../support/browser.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putItem } from '../support/items.ts'
import { putContactDetail, putPerson } from '../support/people.ts'
import { deskSite } from './desk-site.ts'
import { recordAtDesk } from './record-at-desk.ts'

const on = await testDatabase()
const released = await livewest()
const tested = await testGate(on, released)
const site = await deskSite(tested, released, {}, null, await testTools(join(on.data, 'set-aside')))
const browser = await startBrowser()
afterAll(async () => {
  await browser.close()
  await site.close()
})

const registered = { activity: 'rights-requests', collectedOn: Temporal.PlainDate.from('2026-10-01') } as const

test.each([390, 1366])('the police get what they asked for in six clicks and four typed facts, at %d pixels', async (width) => {
  await putItem(on, organisation, {
    ...registered,
    values: { kind: 'police', name: `Moor and Coast Police ${width}`, place: 'uk', callBack: '01632 960101', endedOn: null },
  })
  const { person } = await putPerson(on)
  await putContactDetail(on, person)
  const desk = await site.as(colleague('anti-social-behaviour-officer'))
  const record = await recordAtDesk(desk, person, 'crime-prevention')
  expect(record.words).toContain('Share')
  const { page, close } = await openPage(browser, `${site.at}/stand-in`, { width, script: true })
  let [clicks, typed] = [0, 0]
  const click = async (locator: ReturnType<typeof page.getByText>) => {
    clicks += 1
    await locator.click()
  }
  const type = async (label: string, words: string) => {
    typed += 1
    await page.getByLabel(label).fill(words)
  }
  const fits = async () => expect([await barriers(page), await sidewaysScroll(page)]).toEqual([[], 0])
  await page.goto(`${site.at}${record.at}`)
  await click(page.getByRole('link', { name: 'Share', exact: true }))
  await fits()
  await click(page.getByRole('link', { name: `Moor and Coast Police ${width}` }))
  await fits()
  await click(page.getByLabel('Tenancy or lease'))
  await type('Who asked?', 'DC 4471 Jo Marsh')
  await type('Who authorised the request there?', 'Inspector Lee Hart')
  await type('Which law, order or case is it for?', 'Data Protection Act 2018, Schedule 2, paragraph 2; crime MC/26/1188')
  await type('Why do they need it?', 'To find whoever lives where a burglary was seen. The name alone would not do.')
  await click(page.getByLabel('The person is not the victim'))
  await page.screenshot({ path: `/tmp/m/share-new-${width}.png`, fullPage: true })
  await click(page.getByRole('button', { name: 'Prepare it' }))
  await page.getByText('Nothing has left yet.').waitFor({ timeout: 60_000 })
  await fits()
  await page.screenshot({ path: `/tmp/m/share-one-${width}.png`, fullPage: true })
  await click(page.getByRole('button', { name: 'I rang them back: share it now' }))
  await page.getByText('It is shared, and on record.').waitFor()
  await fits()
  await page.screenshot({ path: `/tmp/m/share-left-${width}.png`, fullPage: true })
  expect([clicks, typed]).toEqual([6, 4])
  await close()
})

import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import type { Role } from '#notice/vocabulary.ts'
import type { ActivityWith } from '#notice/within-ceiling.ts'
import { testTools } from '../support/answers.ts'
import { barriers, openPage, sidewaysScroll, startBrowser } from '../support/browser.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { type Kind, sharing } from '../support/sharing.ts'
import { wholePerson } from '../support/whole-person.ts'
import { deskSite } from './desk-site.ts'
import { recordAtDesk } from './record-at-desk.ts'

const on = await testDatabase()
const released = await livewest()
const tested = await testGate(on, released)
const setAside = join(on.data, 'set-aside')
const site = await deskSite(tested, released, {}, null, await testTools(setAside))
const register = sharing(on, tested, setAside)
const person = await wholePerson(on, tested.deps.keys)
const inDanger = await wholePerson(on, tested.deps.keys, { activity: 'emergency' })
const browser = await startBrowser()
afterAll(async () => {
  await browser.close()
  await site.close()
})

/** One everyday disclosure: who opens the record for what, to whom something of it goes, and what is ticked and typed on the form. */
type Everyday = {
  readonly role: Role
  readonly activity: ActivityWith<'documents'>
  readonly to: Kind
  readonly ticks: readonly RegExp[]
  readonly types: Readonly<Record<string, string>>
  readonly signed?: 'agreement' | 'instruction'
}

const [home, phone] = [/^Tenancy or lease/, /^Contact details/]
const why = { 'Why do they need it?': 'To do what they are there for: less would not do.' }
const asker = { 'Who asked?': 'Jo Marsh, caseworker' }
const reference = { 'Which law, order or case is it for?': 'Case MC/26/1188' }

const everyday: readonly (readonly [string, Everyday])[] = [
  ['a court', { role: 'solicitor', activity: 'legal-claims', to: 'court', ticks: [home], types: { ...reference, ...why } }],
  [
    'a council that protects an adult',
    {
      ...{ role: 'safeguarding-lead', activity: 'safeguarding', to: 'local-authority' },
      ...{ ticks: [phone, /they want it shared/i], types: { ...asker, ...why } },
    },
  ],
  [
    'a regulator',
    {
      ...{ role: 'senior-manager', activity: 'regulatory-requirements', to: 'regulator' },
      ...{ ticks: [home], types: { ...asker, ...reference, ...why } },
    },
  ],
  [
    'the Housing Ombudsman',
    {
      ...{ role: 'complaints-officer', activity: 'ombudsman-scheme', to: 'housing-ombudsman' },
      ...{ ticks: [home], types: { ...asker, ...reference, ...why } },
    },
  ],
  ['a GP', { role: 'support-worker', activity: 'support-and-wellbeing', to: 'health-care', ticks: [phone], types: why }],
  ['a support agency', { role: 'housing-officer', activity: 'support-signposting', to: 'support-agency', ticks: [phone], types: why }],
  [
    'our solicitor',
    {
      ...{ role: 'solicitor', activity: 'legal-claims', to: 'legal-agent', signed: 'instruction' },
      ...{ ticks: [home], types: { ...reference, ...why } },
    },
  ],
  [
    'another landlord, as a reference',
    { role: 'lettings-officer', activity: 'letting', to: 'social-landlord', ticks: [home], types: { ...asker, ...why } },
  ],
]

/** A page whose clicks and typed facts are counted. */
function counting(page: Page) {
  const counted = { clicks: 0, typed: 0 }
  return {
    counted,
    async click(locator: Locator) {
      counted.clicks += 1
      await locator.click()
    },
    async type(label: string, words: string) {
      counted.typed += 1
      await page.getByLabel(label).fill(words)
    },
  }
}

/** From the list of those who can get something to what left. */
async function share(
  page: Page,
  { click, type }: ReturnType<typeof counting>,
  { to, ticks, types }: Pick<Everyday, 'to' | 'ticks' | 'types'>,
) {
  const fits = async () => expect(await sidewaysScroll(page)).toBe(0)
  await click(page.getByRole('link', { name: `Test ${to}` }))
  for (const tick of ticks) await click(page.getByLabel(tick).first())
  for (const [label, words] of Object.entries(types)) await type(label, words)
  await fits()
  await click(page.getByRole('button', { name: 'Prepare it' }))
  await page.getByText('Nothing has left yet.').waitFor({ timeout: 60_000 })
  expect(await barriers(page)).toEqual([])
  await fits()
  await click(page.getByRole('button', { name: /share it now$/i }))
  await page.getByText('It is shared, and on record.').waitFor()
}

const atMost = (most: number) => (count: number) => count > 0 && count <= most
const short = { clicks: expect.toSatisfy(atMost(6)), typed: expect.toSatisfy(atMost(4)) }

test.each(everyday)('%s gets it in at most six clicks and four typed facts', { timeout: 120_000 }, async (_, one) => {
  const { role, activity, to, signed } = one
  const id = await register.register(to)
  if (signed !== undefined) await register.sign(id, signed, activity)
  const record = await recordAtDesk(await site.as(colleague(role)), person, activity)
  for (const width of [390, 1366]) {
    const { page, close } = await openPage(browser, `${site.at}/stand-in`, { width, script: true })
    const count = counting(page)
    await page.goto(`${site.at}${record.at}`)
    await count.click(page.getByRole('link', { name: 'Share', exact: true }))
    await share(page, count, one)
    expect(count.counted).toEqual(short)
    await close()
  }
  await on.asAdmin((admin) => admin.query(`update organisation set ended_on = '2026-11-22' where id = $1`, [id]))
})

test('an emergency is declared, and whoever comes to help gets what helps, just as shortly', { timeout: 120_000 }, async () => {
  await register.register('emergency-services')
  await site.as(colleague('customer-service-adviser'))
  for (const width of [390, 1366]) {
    const { page, close } = await openPage(browser, `${site.at}/stand-in`, { width, script: true })
    const count = counting(page)
    await page.goto(`${site.at}/desk/people/${inDanger}/emergency`)
    await count.type('What is happening?', 'A fall, no answer at the door')
    await count.click(page.getByLabel('No', { exact: true }))
    await count.click(page.getByRole('button', { name: 'Declare the emergency' }))
    await page.getByText('The emergency is declared').waitFor()
    expect(await barriers(page)).toEqual([])
    await share(page, count, { to: 'emergency-services', ticks: [/^Support needs/], types: why })
    expect(count.counted).toEqual(short)
    await page.goto(`${site.at}/desk`)
    await close()
  }
})

test('what cannot go to them says why, in the words of the notice', async () => {
  const id = await register.register('legal-agent')
  const desk = await site.as(colleague('solicitor'))
  const { at } = await recordAtDesk(desk, person, 'legal-claims')
  const { html } = await desk.open(`${at}/shares/to/${id}`)
  expect(html).toContain(
    'Safety alerts: This (Safety alerts) is not shared with this recipient (An agent who acts for us) for “Legal claims”.',
  )
})

import { expect, test } from 'vitest'
import { handoversAtPage } from '#duties/handovers/at-page.ts'
import { organisation } from '#records/organisation/organisation.ts'
import { colleague } from '../support/gate.ts'
import { putItem } from '../support/items.ts'
import { putContactDetail, putPerson } from '../support/people.ts'
import { deskInBrowser } from './desk-in-browser.ts'
import { recordAtDesk } from './record-at-desk.ts'

const { on, site, show } = await deskInBrowser({
  parts: (_, { deps, gate }) => ({ handovers: handoversAtPage({ ...deps, gate }) }),
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
  const { page, close, fits } = await show(record.at, width)
  let [clicks, typed] = [0, 0]
  const click = async (locator: ReturnType<typeof page.getByText>) => {
    clicks += 1
    await locator.click()
  }
  const type = async (label: string, words: string) => {
    typed += 1
    await page.getByLabel(label).fill(words)
  }
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
  await click(page.getByRole('button', { name: 'Prepare it' }))
  await page.getByText('Nothing has left yet.').waitFor({ timeout: 60_000 })
  await fits()
  await click(page.getByRole('button', { name: 'I rang them back: share it now' }))
  await page.getByText('It is shared, and on record.').waitFor()
  await fits()
  expect([clicks, typed]).toEqual([6, 4])
  await close()
})

test.each([390, 1366])(
  'the police fetch it from a page, with a link that was sent and a code that was spoken, at %d pixels',
  async (width) => {
    const email = `evidence-${width}@police.example`
    await putItem(on, organisation, {
      ...registered,
      values: { kind: 'police', name: `Fetching Police ${width}`, place: 'uk', callBack: '01632 960188', email, endedOn: null },
    })
    const { person } = await putPerson(on)
    await putContactDetail(on, person)
    const desk = await site.as(colleague('anti-social-behaviour-officer'))
    const record = await recordAtDesk(desk, person, 'crime-prevention')
    const { page, close, fits } = await show(record.at, width)
    await page.getByRole('link', { name: 'Share', exact: true }).click()
    await page.getByRole('link', { name: `Fetching Police ${width}` }).click()
    await page.getByLabel('Tenancy or lease').click()
    await page.getByLabel('Who asked?').fill('DC 4471 Jo Marsh')
    await page.getByLabel('Who authorised the request there?').fill('Inspector Lee Hart')
    await page.getByLabel('Which law, order or case is it for?').fill('Crime MC/26/1188')
    await page.getByLabel('Why do they need it?').fill('To find whoever lives there.')
    await page.getByLabel('The person is not the victim').click()
    await page.getByRole('button', { name: 'Prepare it' }).click()
    await page.getByText('Nothing has left yet.').waitFor({ timeout: 60_000 })
    await page.getByLabel('They fetch it from a page').click()
    await fits()
    await page.getByRole('button', { name: 'I rang them back: share it now' }).click()
    await page.getByRole('heading', { name: `Send this link to ${email}` }).waitFor()
    expect(await page.getByText('01632 960188').count()).toBe(1)
    await fits()
    const [link = '', code = ''] = [
      await page.locator('.app-digest').textContent(),
      await page.locator('.app-badge__code').textContent(),
    ].map((said) => said ?? '')
    await page.getByRole('button', { name: 'Done' }).click()
    await page.getByText('Waits until the end of').waitFor()
    await fits()
    const words = await page.textContent('main')
    for (const once of [link, code]) expect(words).not.toContain(once)
    await page.getByRole('link', { name: 'Make a new code' }).click()
    await fits()
    await page.getByRole('button', { name: 'Show what to send and what to say' }).click()
    const fresh = (await page.locator('.app-badge__code').textContent()) ?? ''
    expect(await page.locator('.app-digest').count()).toBe(0)
    await page.getByRole('button', { name: 'Done' }).click()
    const line = page.url()

    await page.goto(link.replace('http://localhost', site.at))
    await page.getByLabel(/code/i).first().fill(fresh)
    await page.getByRole('button').first().click()
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: /download/i }).click()
    expect(await (await download).failure()).toBeNull()

    // That it was sent is noted just after its last byte.
    const shown = async () => {
      await page.goto(line)
      return page.textContent('main')
    }
    await expect.poll(shown, { timeout: 10_000 }).toMatch(/Receipt\s*23 November 2026/)
    await fits()
    await page.getByRole('button', { name: 'Stop it: nobody can fetch it with this link' }).click()
    await page.getByText('It is stopped. Nobody can fetch it with that link.').waitFor()
    await page.goto(link.replace('http://localhost', site.at))
    expect(await page.textContent('main')).not.toContain('code has eight digits')
    expect(await page.getByRole('button', { name: /download/i }).count()).toBe(0)
    await close()
  },
)

import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { pageOfEvidence } from '#evidence/read.ts'
import { share } from '#records/share/share.ts'
import { today } from '../support/edition.ts'
import { colleague } from '../support/gate.ts'
import { putItem } from '../support/items.ts'
import { putOrganisation, shareWithPolice } from '../support/ledger-lines.ts'
import { putPerson } from '../support/people.ts'
import { deskInBrowser } from './desk-in-browser.ts'

const { on, tested, site, show } = await deskInBrowser()
const officer = colleague('data-protection-officer')

const line = async (hidden: boolean) => {
  const { person } = await putPerson(on)
  return shareWithPolice(tested, { on, person, opening: randomUUID(), hidden })
}

test.each([390, 1366])(
  'the data protection team finds what was shared, and decides whether the person is told, at %d pixels',
  async (width) => {
    const hidden = await line(true)
    await line(false)
    await site.as(officer)
    const { page, close, fits } = await show('/desk', width)
    await page.getByRole('link', { name: 'Shared', exact: true }).click()
    await fits()
    await page.getByText('Choose days, recipients or uses').click()
    await page.getByLabel('Kind of recipient').selectOption('Police')
    await page.getByRole('button', { name: 'Find' }).click()
    await fits()
    expect(await page.locator('.app-lead').textContent()).toContain('hidden from the person')
    await page.goto(`${site.at}/desk/shares/${hidden.id}`)
    await fits()
    await page.getByRole('button', { name: 'Decide' }).click()
    await page.getByText('Choose whether the person is told of it').first().waitFor()
    await fits()
    await page.getByLabel('No, keep it hidden for now').check()
    const later = today.add({ days: 60 })
    for (const [label, value] of [
      ['Day', later.day],
      ['Month', later.month],
      ['Year', later.year],
    ] as const)
      await page.getByLabel(label, { exact: true }).fill(`${value}`)
    await page.getByLabel('Why?').fill('Telling would warn them.')
    await page.getByRole('button', { name: 'Decide' }).click()
    await page.getByText('It stays hidden until the day that you entered.').waitFor()
    await page.getByLabel('Yes, show it to them').check()
    await page.getByLabel('Why?').fill('The investigation has ended.')
    await page.getByRole('button', { name: 'Decide' }).click()
    await page.getByText('It is not hidden any more.').waitFor()
    await fits()
    await page.getByRole('link', { name: 'The letter has gone' }).click()
    await fits()
    for (const [label, value] of [
      ['Day', today.day],
      ['Month', today.month],
      ['Year', today.year],
    ] as const)
      await page.getByLabel(label, { exact: true }).fill(`${value}`)
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('That the person was told is on record.').waitFor()
    await fits()
    await close()
  },
)

test('the letter opens as a PDF, and there is none about what is hidden', { timeout: 60_000 }, async () => {
  const desk = await site.as(officer)
  const letter = await desk.get(`${site.at}/desk/shares/${(await line(false)).id}/letter`)
  expect([letter.status, letter.headers.get('content-type')]).toEqual([200, 'application/pdf'])
  expect((await desk.get(`${site.at}/desk/shares/${(await line(true)).id}/letter`)).status).toBe(404)
})

test('what was found is taken out as a table without any formula, and that is on record', async () => {
  const name = '=HYPERLINK("http://x.example")'
  const to = await putOrganisation(on, 'police', name)
  const { id } = await line(false)
  await on.asAdmin((admin) => admin.query('update share set organisation_id = $2 where id = $1', [id, to]))
  const desk = await site.as(officer)
  const at = `/desk/shares?from-day=&from-month=&from-year=&until-day=&until-month=&until-year=&recipient=police&organisation=${to}&use=`
  const page = await desk.open(at)
  expect(page.status).toBe(200)
  const everything = { 'from-day': '', 'from-month': '', 'from-year': '', 'until-day': '', 'until-month': '', 'until-year': '' }
  const table = await desk.send(at, { ...everything, recipient: 'police', organisation: to, use: '' }, '/desk/shares/export')
  expect([table.status, table.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8'])
  const lines = (await table.text()).trim().split('\r\n')
  expect(lines).toHaveLength(2)
  expect(lines[1]).toContain(`"'=HYPERLINK(""http://x.example"")"`)
  const [row] = await pageOfEvidence(on.database, { recordType: 'share', kind: 'read', outcome: 'permitted' })
  expect(row).toMatchObject({ actor: `colleague:${officer.id}`, detail: { export: 'csv', items: 1 } })
})

test.each([390, 1366])('older lines are a link away, with what is looked for kept and nobody named, at %d pixels', async (width) => {
  const { person } = await putPerson(on)
  const to = await putOrganisation(on, 'court', `A court ${width}`)
  const left = {
    outcome: 'left',
    closedOn: '2026-11-20',
    leftAt: '2026-11-20T09:00:00Z',
    shown: 'yes',
    showReviewOn: null,
    needsConsent: 'false',
  }
  const values = { recipient: 'court', organisationId: to, occasion: 'order', preparedBy: 'Dee Marsh', preparedById: 'dee', ...left }
  for (let n = 0; n < 103; n += 1) await putItem(on, share, { activity: 'legal-claims', collectedOn: today, person, values })
  await site.as(officer)
  const { page, close, fits } = await show('/desk/shares', width)
  await page.getByText('Choose days, recipients or uses').click()
  await page.getByLabel('Organisation').selectOption(`A court ${width}`)
  await page.getByRole('button', { name: 'Find' }).click()
  await page.getByText(/^103 lines from /).waitFor()
  const rows = page.locator('table').first().locator('tbody tr')
  expect(await rows.count()).toBe(100)
  await fits()
  await page.getByRole('link', { name: 'Older lines' }).click()
  await page.getByText('These are older ones.').waitFor()
  expect(await rows.count()).toBe(3)
  expect(await page.getByLabel('Organisation').inputValue()).toBe(to)
  expect(await page.getByRole('link', { name: 'Older lines' }).count()).toBe(0)
  expect(page.url()).not.toContain(person)
  await fits()
  await close()
})

test('an address that names no line is refused, and nothing is looked at', async () => {
  const desk = await site.as(officer)
  const never = ['2026-13-20T09:00:00Z', '2026-02-30T09:00:00Z', '2026-11-20T25:00:00Z', '0000-11-20T09:00:00Z'].map(
    (at) => `${at}_${randomUUID()}`,
  )
  for (const after of ['x', '2026-11-20T09:00:00Z', `2026-11-20T09:00:00Z_${randomUUID()}_x`, `now_${randomUUID()}`, ...never])
    expect((await desk.get(`${site.at}/desk/shares?after=${after}`)).status).toBe(400)
  expect((await desk.open(`/desk/shares?after=2020-11-20T09:00:00Z_${randomUUID()}`)).status).toBe(200)
})

test('nobody else has the page', async () => {
  const desk = await site.as(colleague('housing-officer'))
  expect((await desk.open('/desk')).html).not.toContain('href="/desk/shares"')
  expect((await desk.open('/desk/shares')).status).toBe(403)
  expect((await desk.open(`/desk/shares/${(await line(false)).id}`)).status).toBe(403)
})

import { afterAll, expect, test } from 'vitest'
import { rightsRequestsOf } from '#duties/rights/requests.ts'
import { complaintRoutes } from '#notice/complaint-routes.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { deskSite } from './desk-site.ts'

const on = await testDatabase()
const released = await livewest()
const tested = await testGate(on, released)
const site = await deskSite(tested, released)
afterAll(() => site.close())

test('whoever refuses a request reads what a refusal has to say: complain to us, to the regulator, or go to court', async () => {
  const officer = colleague('data-protection-officer')
  const logged = await rightsRequestsOf({ ...tested.deps, gate: tested.gate }).log(officer, {
    ...{ receivedOn: '2026-11-20', cameBy: 'letter', askedBy: 'themselves', name: 'Amina Yusuf', contact: '4 Quay Street' },
    ...{ words: 'Please send me all that you have on me.', otherNames: null, authority: null },
  })
  if (!logged.ok) throw new Error('not logged')
  const { status, html } = await (await site.as(officer)).open(`/desk/requests/${logged.id}/step`)
  expect(status).toBe(200)
  expect(html).toContain('What every refusal says')
  for (const route of ['section 164A', 'complain to the Information Commission (ICO)', 'go to court']) expect(html).toContain(route)
})

test.each([
  ['2026-09-29', 'Information Commissioner’s Office (ICO)'],
  ['2026-09-30', 'Information Commission (ICO)'],
])('on %s the regulator is called %s', (day, name) => {
  const routes = complaintRoutes(released.edition, Temporal.PlainDate.from(day))
  expect(routes).toHaveLength(3)
  expect(routes[1]).toContain(name)
})

import { afterAll, expect, test } from 'vitest'
import { supportContact } from '#records/support-contact/support-contact.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putItem } from '../support/items.ts'
import { putPerson } from '../support/people.ts'
import { deskSite } from '../web/desk-site.ts'
import { visitor } from '../web/visitor.ts'

const on = await testDatabase()
const released = await livewest()
const { deps, gate } = await testGate(on, released)
const site = await deskSite({ deps, gate }, released)
afterAll(() => site.close())

test('nobody comes to the desk without signing in', async () => {
  const { html: home } = await (await site.as(colleague('data-protection-officer'))).open('/desk')
  const addresses = ['/desk', ...[...home.matchAll(/href="(\/desk\/[a-z-/]+)"/g)].map(([, path]) => path ?? '')]
  expect(addresses.length).toBeGreaterThan(3)
  expect(home).toContain('Sign out')
  const stranger = visitor()
  for (const path of new Set(addresses)) {
    const answer = await stranger.get(site.at + path)
    const html = await answer.text()
    // Asked to sign in, or led to where they are.
    expect(html.includes('Sign in') || (answer.status > 300 && answer.status < 400 && html === ''), path).toBe(true)
    expect(html, path).not.toContain('Sign out')
  }
})

test('what is written about somebody is stored in no words that whoever copies the disk could read', async () => {
  const { person } = await putPerson(on)
  await putItem(on, supportContact, {
    ...{ activity: 'support-signposting', collectedOn: Temporal.PlainDate.from('2026-10-02'), person, keys: deps.keys },
    values: {
      ...{ organisation: 'Exe Debt Advice', who: 'Morwenna Pascoe', reach: '01632 960177', since: '2026-10-01', endedOn: null },
      ...{ cameBack: null, cameBackOn: null, referralId: null },
    },
  })
  const rows = await on.asAdmin((admin) => admin.query('select row_to_json(s)::text as row from support_contact s'))
  expect(rows).toHaveLength(1)
  expect(JSON.stringify(rows)).not.toMatch(/Exe Debt|Pascoe|960177/)
})

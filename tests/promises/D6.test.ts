import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { rentEntries } from '#records/rent-entry/rent-entry.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { heldAs } from '../support/held-as.ts'
import { putPerson } from '../support/people.ts'
import { deskSite } from '../web/desk-site.ts'
import { recordAtDesk } from '../web/record-at-desk.ts'

const on = await testDatabase()
const tested = await testGate(on, await livewest())

async function withAccount(): Promise<string> {
  const { person, tenure } = await putPerson(on)
  const account = randomUUID()
  await on.asAdmin(async (admin) => {
    const came = `'rent-collection', 'own-systems', '2026-01-05T09:00:00Z', 'test'`
    await admin.query(
      `insert into rent_account (id, activity, source, collected_at, edition, tenure_id, reference, opened_on) values ($1, ${came}, $2, 'R204417', '2020-04-06')`,
      [account, tenure],
    )
    for (const [kind, pence] of [
      ['charge', 51_200],
      ['payment', -40_000],
    ] as const)
      await admin.query(
        `insert into rent_entry (id, activity, source, collected_at, edition, tenure_id, rent_account_id, posted_on, kind, pence)
          values ($1, ${came}, $2, $3, '2026-10-05', $4, $5)`,
        [randomUUID(), tenure, account, kind, pence],
      )
  })
  return person
}

heldAs('D6', tested, { category: 'rent-account', type: 'rent-account', labels: ['Reference'], put: withAccount })
heldAs('D6', tested, { category: 'rent-account', type: 'rent-entry', labels: ['Date', 'Amount'], put: withAccount })

test('whoever works on it sees charges, payments and what is owed on the page of the record', async () => {
  const released = await livewest()
  const site = await deskSite(tested, released)
  const { words } = await recordAtDesk(await site.as(colleague('income-officer')), await withAccount(), 'rent-collection')
  await site.close()
  expect(words).toContain('£112.00 is owed.')
  for (const amount of ['£512.00', '£400.00']) expect(words).toContain(amount)
})

test('the account adds up: charges, payments and what is owed', async () => {
  const person = await withAccount()
  const opened = await tested.gate.open(colleague('income-officer'), { activity: 'rent-collection', person, because: 'case' })
  if (!opened.ok) throw new Error('refused')
  const entries = await opened.read(rentEntries)
  expect(entries.ok && entries.rows.reduce((sum, row) => sum + row.pence, 0)).toBe(11_200)
})

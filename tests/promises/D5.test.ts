import { expect, test } from 'vitest'
import { supportContact, supportContacts } from '#records/support-contact/support-contact.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { heldAs } from '../support/held-as.ts'
import { putItem } from '../support/items.ts'
import { wholePack } from '../support/pack.ts'
import { putPerson } from '../support/people.ts'

const on = await testDatabase()
const tested = await testGate(on, await livewest())

/** Somebody whom a debt adviser works with. */
async function supported(): Promise<string> {
  const { person } = await putPerson(on)
  await putItem(on, supportContact, {
    ...{ activity: 'support-signposting', collectedOn: Temporal.PlainDate.from('2026-10-02'), person, keys: tested.deps.keys },
    values: {
      ...{ organisation: 'Exe Debt Advice', who: 'Morwenna Pascoe', reach: '01632 960177', since: '2026-10-01', endedOn: null },
      ...{ cameBack: 'A plan was made.', cameBackOn: '2026-10-20', referralId: null },
    },
  })
  return person
}

heldAs('D5', tested, { category: 'support-contacts', type: 'support-contact', labels: ['Service', 'Since'], put: supported })

test('whoever points somebody to services sees which one works with them, and whom to speak to there', async () => {
  const person = await supported()
  const opened = await tested.gate.open(colleague('support-worker'), { activity: 'support-signposting', person, because: 'case' })
  if (!opened.ok) throw new Error('refused')
  expect(await opened.read(supportContacts)).toMatchObject({
    ok: true,
    rows: [{ organisation: 'Exe Debt Advice', who: 'Morwenna Pascoe', reach: '01632 960177', cameBack: 'A plan was made.' }],
  })
})

test('the person’s copy names the service, and not whoever works there', async () => {
  const pack = JSON.stringify(await wholePack(tested.gate, colleague('data-protection-officer'), await supported()))
  expect(pack).toContain('Exe Debt Advice')
  for (const theirs of ['Morwenna Pascoe', '01632 960177']) expect(pack).not.toContain(theirs)
})

test('nothing of it stands in the database in words, not even which service it is', async () => {
  await supported()
  const stored = JSON.stringify(await on.asAdmin((admin) => admin.query('select row_to_json(s)::text as row from support_contact s')))
  for (const words of ['Exe Debt', 'Pascoe', '960177', 'A plan']) expect(stored).not.toContain(words)
})

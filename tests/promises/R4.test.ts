import { join } from 'node:path'
import { expect, test } from 'vitest'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { testGate } from '../support/gate.ts'
import { type Going, sharingPath } from '../support/sharing-path.ts'
import { wholePerson } from '../support/whole-person.ts'

const on = await testDatabase()
const tested = await testGate(on, await livewest())
const { goes } = sharingPath(on, tested, join(on.data, 'set-aside'))
const tenant = await wholePerson(on, tested.deps.keys)
const buyer = await wholePerson(on, tested.deps.keys, { activity: 'selling', tenureType: 'Shared ownership' })

const name = [['person', 'personal-details']] as const
const files: readonly (readonly [string, Going, string])[] = [
  [
    'the file of a claim',
    { role: 'solicitor', activity: 'legal-claims', person: tenant, to: 'legal-agent', what: [...name, ['contact-log', 'contact-log']] },
    'legitimate-interests',
  ],
  ['the papers of a sale', { role: 'sales-adviser', activity: 'selling', person: buyer, to: 'legal-agent', what: name }, 'contract'],
  [
    'a debt',
    {
      role: 'income-officer',
      activity: 'debt-recovery',
      person: tenant,
      to: 'legal-agent',
      what: [...name, ['rent-entry', 'rent-account']],
    },
    'contract',
  ],
]

test.each(files)('%s goes to a solicitor under our instruction, on the ledger, and not without one', async (_, going, basis) => {
  const went = await goes({ ...going, signed: ['instruction'] })
  if (!went.left) throw new Error(JSON.stringify(went))
  expect(went.line).toMatchObject({ recipient: 'legal-agent', outcome: 'left', occasion: 'task' })
  expect(JSON.parse(went.line.agreementIds ?? '[]')).toHaveLength(1)
  expect(went.contents).toContain('Amina')
  for (const decision of went.decisions) expect(decision).toMatchObject({ outcome: 'permitted', basis })
  expect(await goes(going)).toMatchObject({ left: false, lacks: ['lacks-instruction-in-force'] })
})

test('somebody’s health goes to a solicitor only for a claim that is named', async () => {
  const health: Going = {
    ...{ role: 'solicitor', activity: 'legal-claims', person: tenant, to: 'legal-agent', what: [['person', 'support-needs']] },
    ...{ vouched: ['special-category-reason'], signed: ['instruction'] },
  }
  const went = await goes(health)
  if (!went.left) throw new Error(JSON.stringify(went))
  expect(went.decisions[0]?.detail).toMatchObject({ conditions: ['art-9-2-f'] })
  expect(await goes({ ...health, facts: { reference: null } })).toMatchObject({ left: false, lacks: ['lacks-legal-reference'] })
})

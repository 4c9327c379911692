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
const person = await wholePerson(on, tested.deps.keys)
const both = ['agreement', 'protocol'] as const
const name = [
  ['person', 'personal-details'],
  ['tenure', 'tenure'],
] as const

const answers: readonly (readonly [string, Going, string])[] = [
  [
    'the council tax office, which asks by law who has to pay,',
    { role: 'senior-manager', activity: 'regulatory-requirements', person, to: 'council-tax', what: name },
    'legal-obligation',
  ],
  [
    'the housing benefit office, which asks by law about a claim,',
    { role: 'team-leader', activity: 'regulatory-requirements', person, to: 'housing-benefit-office', what: name },
    'legal-obligation',
  ],
  [
    'social care, which protects an adult at risk,',
    { role: 'safeguarding-lead', activity: 'safeguarding', person, to: 'local-authority', what: name },
    'public-interest',
  ],
]

test.each(answers)('%s gets its answer, on the ledger', async (_, going, basis) => {
  const went = await goes(going)
  if (!went.left) throw new Error(JSON.stringify(went))
  expect(went.line).toMatchObject({ recipient: going.to, outcome: 'left' })
  for (const decision of went.decisions) expect(decision).toMatchObject({ outcome: 'permitted', basis })
})

test('a council tax office that names no law is not answered, and none is told how somebody is reached', async () => {
  const asked: Going = { role: 'senior-manager', activity: 'regulatory-requirements', person, to: 'council-tax', what: name }
  expect(await goes({ ...asked, facts: { reference: null } })).toMatchObject({ left: false, lacks: ['lacks-legal-reference'] })
  expect(await goes({ ...asked, what: [['contact-detail', 'contact-details']] })).toMatchObject({
    left: false,
    lacks: ['category-not-shared-with-recipient'],
  })
})

test('what a council gets regularly goes only under an agreement and a protocol', async () => {
  const regular: Going = { role: 'income-officer', activity: 'housing-benefit', person, to: 'housing-benefit-office', what: name }
  expect(await goes({ ...regular, signed: both })).toMatchObject({ left: true, line: { recipient: 'housing-benefit-office' } })
  for (const signed of both) expect(await goes({ ...regular, signed: [signed] })).toMatchObject({ lacks: ['lacks-agreement-in-force'] })
})

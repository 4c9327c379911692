import { join } from 'node:path'
import { expect, test } from 'vitest'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { testGate } from '../support/gate.ts'
import { type Going, sharingPath } from '../support/sharing-path.ts'
import { wholePerson } from '../support/whole-person.ts'

const on = await testDatabase()
const tested = await testGate(on, await livewest())
const { goes, linesOf } = sharingPath(on, tested, join(on.data, 'set-aside'))
const person = await wholePerson(on, tested.deps.keys)
const file = [
  ['person', 'personal-details'],
  ['contact-log', 'contact-log'],
] as const

const owed: readonly (readonly [string, Going])[] = [
  ['a court, as evidence,', { role: 'solicitor', activity: 'legal-claims', person, to: 'court', what: file }],
  ['the Ombudsman', { role: 'complaints-officer', activity: 'ombudsman-scheme', person, to: 'housing-ombudsman', what: file }],
  ['a regulator', { role: 'senior-manager', activity: 'regulatory-requirements', person, to: 'regulator', what: [['tenure', 'tenure']] }],
  [
    'the council tax office',
    { role: 'team-leader', activity: 'regulatory-requirements', person, to: 'council-tax', what: [['tenure', 'tenure']] },
  ],
]

test.each(owed)('what the law obliges us to give %s leaves with the law or order that was named', async (_, going) => {
  const went = await goes({ ...going, facts: { reference: 'Civil Procedure Rules 31.17, order of 4 November' } })
  if (!went.left) throw new Error(JSON.stringify(went))
  expect(went.line).toMatchObject({ occasion: 'order', reference: 'Civil Procedure Rules 31.17, order of 4 November', outcome: 'left' })
  expect(went.line.bases).toContain('6(1)(c)')
  for (const decision of went.decisions) expect(decision).toMatchObject({ basis: 'legal-obligation' })
})

test.each(owed)('where %s names none, nothing leaves, and no line says that it did', async (_, going) => {
  const lines = await linesOf(person)
  expect(await goes({ ...going, facts: { reference: null } })).toMatchObject({ left: false, lacks: ['lacks-legal-reference'], lines })
})

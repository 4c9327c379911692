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
const name = [['person', 'personal-details']] as const

const must: readonly (readonly [string, Going])[] = [
  [
    'the Housing Ombudsman, whose scheme we are in',
    { role: 'complaints-officer', activity: 'ombudsman-scheme', person, to: 'housing-ombudsman', what: name },
  ],
  ['a regulator', { role: 'senior-manager', activity: 'regulatory-requirements', person, to: 'regulator', what: name }],
]

test.each(must)('what must be given to %s can be given, and that it was is recorded', async (_, going) => {
  const went = await goes(going)
  if (!went.left) throw new Error(JSON.stringify(went))
  expect(went.line).toMatchObject({
    recipient: going.to,
    outcome: 'left',
    leftAt: expect.any(String),
    leftBy: 'Dee Marsh',
    digest: expect.any(String),
  })
  expect(went.decisions).not.toEqual([])
  for (const decision of went.decisions)
    expect(decision).toMatchObject({ outcome: 'permitted', basis: 'legal-obligation', clauses: expect.arrayContaining(['W2']) })
})

test.each(must)('what need not be given to %s is not', async (_, going) => {
  expect(
    await goes({
      ...going,
      what: [
        ['household-member', 'household'],
        ['consent', 'consents'],
      ],
      facts: { reference: null },
    }),
  ).toMatchObject({ left: false })
})

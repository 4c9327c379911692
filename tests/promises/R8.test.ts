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

const name = [['person', 'personal-details']] as const
/** Each kind of public body with the use and the role that the notice has for it. */
const bodies: readonly (readonly [string, Going])[] = [
  [
    'the Housing Ombudsman',
    {
      role: 'complaints-officer',
      activity: 'ombudsman-scheme',
      person,
      to: 'housing-ombudsman',
      what: [...name, ['contact-log', 'contact-log']],
    },
  ],
  [
    'a regulator',
    {
      role: 'senior-manager',
      activity: 'regulatory-requirements',
      person,
      to: 'regulator',
      what: [...name, ['rent-account', 'rent-account']],
    },
  ],
  [
    'the Health and Safety Executive',
    { role: 'housing-officer', activity: 'health-and-safety', person, to: 'health-and-safety-executive', what: name },
  ],
  [
    'the Information Commissioner, who asks how data was used,',
    { role: 'senior-manager', activity: 'regulatory-requirements', person, to: 'information-commissioner', what: name },
  ],
  [
    'the Information Commissioner, who looks into a request for a copy,',
    { role: 'data-protection-officer', activity: 'rights-requests', person, to: 'information-commissioner', what: name },
  ],
  [
    'a government department',
    {
      role: 'team-leader',
      activity: 'regulatory-requirements',
      person,
      to: 'government-department',
      what: [...name, ['tenure', 'tenure']],
    },
  ],
]

test.each(bodies)(
  '%s gets what the law lets it ask for, on the ledger with that law, and nothing where none is named',
  async (_, going) => {
    const went = await goes(going)
    if (!went.left) throw new Error(JSON.stringify(went))
    expect(went.line).toMatchObject({ recipient: going.to, outcome: 'left', reference: 'case MC/26/1188' })
    expect(went.contents).toContain('Amina')
    expect(went.decisions.length).toBeGreaterThan(0)
    for (const decision of went.decisions)
      expect(decision).toMatchObject({ outcome: 'permitted', basis: 'legal-obligation', clauses: expect.arrayContaining(['R8']) })
    const lines = await linesOf(person)
    expect(await goes({ ...going, facts: { reference: ' ' } })).toMatchObject({ left: false, lacks: ['lacks-legal-reference'], lines })
  },
)

test('a government department gets regularly what a claim depends on, only under an agreement and a protocol', async () => {
  const claim: Going = { role: 'income-officer', activity: 'housing-benefit', person, to: 'government-department', what: name }
  expect(await goes({ ...claim, signed: ['agreement', 'protocol'] })).toMatchObject({ left: true })
  expect(await goes({ ...claim, signed: ['agreement'] })).toMatchObject({ left: false, lacks: ['lacks-agreement-in-force'] })
})

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
const tenancy = [['tenure', 'tenure']] as const
const asked: Going = { role: 'anti-social-behaviour-officer', activity: 'crime-prevention', person, to: 'police', what: tenancy }

test('the police get what a request asks for that names the officer, who authorised it, and the power', async () => {
  const went = await goes(asked)
  if (!went.left) throw new Error(JSON.stringify(went))
  expect(went.line).toMatchObject({
    ...{ recipient: 'police', outcome: 'left', occasion: 'request', asker: 'DC 4471 Jo Marsh', authoriser: 'Inspector Lee Hart' },
    ...{ reference: 'case MC/26/1188', isVictim: 'no', confirmedHow: 'Rang back 01632 960101', shown: 'no' },
  })
  expect(went.contents).toContain('204417')
  for (const decision of went.decisions) expect(decision).toMatchObject({ outcome: 'permitted', basis: 'legitimate-interests' })
})

test.each(['asker', 'authoriser', 'reference', 'isVictim'] as const)(
  'a request of the police without its %s gives them nothing',
  async (fact) => {
    const stopped = await goes({ ...asked, facts: { [fact]: null } })
    expect(stopped.left).toBe(false)
  },
)

const reports: readonly (readonly [string, Going, string])[] = [
  ['a crime', asked, 'legitimate-interests'],
  ['anti-social behaviour', { ...asked, activity: 'anti-social-behaviour' }, 'legitimate-interests'],
  ['fraud', { ...asked, role: 'fraud-investigator', activity: 'fraud-checks' }, 'legitimate-interests'],
  ['harm to somebody at risk', { ...asked, role: 'safeguarding-lead', activity: 'safeguarding' }, 'public-interest'],
]

test.each(reports)('we report %s ourselves with our reason, and that is recorded like a request', async (_, going, basis) => {
  const why = 'We saw it ourselves, and somebody may be hurt.'
  const went = await goes({ ...going, facts: { occasion: 'own-report', asker: null, authoriser: null, isVictim: null, why } })
  if (!went.left) throw new Error(JSON.stringify(went))
  expect(went.line).toMatchObject({ recipient: 'police', occasion: 'own-report', why, asker: null, outcome: 'left' })
  for (const decision of went.decisions) expect(decision).toMatchObject({ outcome: 'permitted', basis })
})

test('the police are told neither by somebody whose work it is not, nor for what else a record is open', async () => {
  const rent: Going = { ...asked, role: 'income-officer', activity: 'debt-recovery' }
  expect(await goes(rent)).toMatchObject({ left: false, why: 'organisation' })
})

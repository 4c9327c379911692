import { join } from 'node:path'
import { expect, test } from 'vitest'
import { testDatabase } from '../support/database.ts'
import { changed, livewest } from '../support/edition.ts'
import { testGate } from '../support/gate.ts'
import { type Going, sharingPath } from '../support/sharing-path.ts'
import { wholePerson } from '../support/whole-person.ts'

const on = await testDatabase()
const tested = await testGate(on, await livewest())
const { goes } = sharingPath(on, tested, join(on.data, 'set-aside'))
const person = await wholePerson(on, tested.deps.keys)

const papers = ['agreement', 'protocol', 'instruction'] as const
const contact = [['contact-detail', 'contact-details']] as const
const services: readonly (readonly [string, Going, string])[] = [
  ['that collects rent', { role: 'income-officer', activity: 'rent-collection', person, to: 'service-agent', what: contact }, 'contract'],
  ['that recovers debts', { role: 'income-officer', activity: 'debt-recovery', person, to: 'service-agent', what: contact }, 'contract'],
  [
    'that checks for fraud',
    { role: 'fraud-investigator', activity: 'fraud-checks', person, to: 'service-agent', what: contact },
    'legitimate-interests',
  ],
]

test.each(services)(
  'a firm %s gets what it needs under its papers, on the ledger, and nothing where one of them lacks',
  async (_, going, basis) => {
    const went = await goes({ ...going, signed: papers })
    if (!went.left) throw new Error(JSON.stringify(went))
    expect(went.line).toMatchObject({ recipient: 'service-agent', outcome: 'left' })
    expect(JSON.parse(went.line.agreementIds ?? '[]')).toHaveLength(3)
    expect(went.contents).toContain('07700 900417')
    for (const decision of went.decisions) expect(decision).toMatchObject({ outcome: 'permitted', basis })
    for (const lacking of papers) {
      const code = lacking === 'instruction' ? 'lacks-instruction-in-force' : 'lacks-agreement-in-force'
      const stopped = await goes({ ...going, signed: papers.filter((each) => each !== lacking) })
      expect(stopped, lacking).toMatchObject({ left: false, lacks: expect.arrayContaining([code]) })
    }
  },
)

test('a firm that asks customers for us waits until it is confirmed where its system is', async () => {
  const survey: Going = { role: 'research-analyst', activity: 'research', person, to: 'service-agent', what: contact, signed: papers }
  expect(await goes(survey)).toMatchObject({ left: false, lacks: ['lacks-transfer-mechanism'] })
  const { systems, ...rest } = (await livewest()).edition
  const here = systems.map((system) => ({ ...system, standing: 'fixed', supplier: 'Asking Ltd', country: 'GB' }) as const)
  await tested.publish(changed(await livewest(), () => ({ ...rest, systems: here })))
  const went = await goes(survey)
  expect(went).toMatchObject({ left: true, line: { recipient: 'service-agent', interest: 'ours' } })
})

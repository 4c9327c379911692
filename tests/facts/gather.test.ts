import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { factsGatherer } from '#facts/gather.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
import { testGate } from '../support/gate.ts'
import { putConsent, putObjection, putPerson } from '../support/people.ts'

const on = await testDatabase()
const released = await livewest()
await testGate(on, released)
const gather = factsGatherer(on.database)

async function factsOf(person: string, activity: string) {
  const facts = await gather(released, { person, activity, colleague: randomUUID(), now: noon })
  if (facts === null) throw new Error('the person is not held')
  return facts
}

describe('a consent', () => {
  const answers = async (...given: readonly Parameters<typeof putConsent>[2][]) => {
    const { person } = await putPerson(on)
    for (const each of given) await putConsent(on, person, each)
    const { circumstances } = await factsOf(person, 'publicity')
    return ['consent', 'consent-refused'].filter((name) => [...circumstances].some((each) => each === name))
  }
  const year = (answer: 'given' | 'refused', at: number, ended?: string) => ({
    answer,
    answeredAt: `${at}-05-01T09:00:00Z`,
    ended: ended ?? null,
  })

  test.each([
    ['that was given counts', [year('given', 2025)], ['consent']],
    ['that was refused is a refusal', [year('refused', 2025)], ['consent-refused']],
    ['that was refused after it was given is a refusal', [year('given', 2020), year('refused', 2025)], ['consent-refused']],
    ['that was given after it was refused counts', [year('refused', 2020), year('given', 2025)], ['consent']],
    ['that was taken back is none', [year('given', 2020, '2024-02-01')], []],
    ['of long ago does not come back when a newer one was taken back', [year('given', 2020), year('given', 2023, '2024-02-01')], []],
    ['counts until the day on which it ends', [year('given', 2025, '2026-11-24')], ['consent']],
    ['counts no longer on that day', [year('given', 2025, '2026-11-23')], []],
    ['dated in the future counts for nothing', [year('refused', 2025), year('given', 2999)], ['consent-refused']],
    ['that nobody was asked for is none', [], []],
  ] as const)('%s', async (_, given, expected) => {
    expect(await answers(...given)).toEqual(expected)
  })
})

describe('an objection or a restriction', () => {
  const stops = async (put: Partial<Parameters<typeof putObjection>[2]>, activity = 'research') => {
    const { person } = await putPerson(on)
    await putObjection(on, person, { kind: 'objection', against: 'research', decision: 'upheld', ended: null, ...put })
    const { circumstances } = await factsOf(person, activity)
    return ['objection', 'restriction'].filter((name) => [...circumstances].some((each) => each === name))
  }

  test.each([
    ['that was upheld stands', {}, 'research', ['objection']],
    ['is against one activity and no other', {}, 'contact-handling', []],
    ['that names no activity is against all', { against: null }, 'contact-handling', ['objection']],
    ['that waits restricts what it is against meanwhile', { decision: 'waiting' }, 'research', ['restriction']],
    ['that was refused stops nothing', { decision: 'refused' }, 'research', []],
    ['stands until the day on which it ends', { ended: '2026-11-24' }, 'research', ['objection']],
    ['stands no longer on that day', { ended: '2026-11-23' }, 'research', []],
    ['to marketing stands from the moment it is made', { against: 'marketing', decision: 'waiting' }, 'marketing', ['objection']],
    ['to marketing cannot be refused', { against: 'marketing', decision: 'refused' }, 'marketing', ['objection']],
    ['that restricts is kept and not used', { kind: 'restriction', against: null }, 'repairs', ['restriction']],
    ['asked for and not decided restricts nothing yet', { kind: 'restriction', decision: 'waiting' }, 'research', []],
  ] as const)('%s', async (_, put, activity, expected) => {
    expect(await stops(put, activity)).toEqual(expected)
  })
})

describe('who somebody is to us', () => {
  test.each([
    ['Secure', ['tenant']],
    ['Introductory', ['tenant']],
    ['Temp Hostel Lse', ['tenant']],
    ['Assured shorthold', ['tenant']],
    ['Shared ownership', ['shared-owner']],
    ['Leasehold (RTB)', ['leaseholder']],
    ['Freehold', ['leaseholder']],
    ['Garage', ['garage-renter']],
    ['Sheltered housing', ['supported-resident']],
    // Unknown is nobody's tenant: what is for tenants is refused.
    ['Zq7', ['caller']],
  ] as const)('of a tenure called %s', async (tenureType, expected) => {
    const { person } = await putPerson(on, { tenureType })
    expect((await factsOf(person, 'repairs')).relationships).toEqual(expected)
  })
})

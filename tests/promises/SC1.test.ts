import { expect, test } from 'vitest'
import type { NotPermitted } from '#decisions/decision.ts'
import type { Vouched } from '#gate/judge.ts'
import type { Ceiling } from '#notice/ceiling.ts'
import { sensitivityOf } from '#notice/vocabulary.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { colleague, openTo, testGate } from '../support/gate.ts'
import { putPerson } from '../support/people.ts'

const released = await livewest()
const { edition } = released
const on = await testDatabase()
const { gate } = await testGate(on, released)

test('what the law protects specially is marked so, and described to the public', () => {
  const special = edition.categories.filter((category) => sensitivityOf(category.id) === 'special').map((category) => category.id)
  expect(special.toSorted()).toEqual([
    'disability',
    'ethnic-origin',
    'health',
    'political-opinion',
    'religion-or-belief',
    'sexual-orientation',
    'support-needs',
    'trade-union-membership',
  ])
})

/** Whether a colleague sees it: null if they do, otherwise why not. */
type Looks = (person: string, vouched: readonly Vouched[]) => Promise<NotPermitted | null>

const ofRequest =
  (category: Ceiling<'rights-requests'>): Looks =>
  async (person, vouched) => {
    const asked = { activity: 'rights-requests', person, because: 'case', vouched } as const
    return (await openTo(gate, colleague('data-protection-officer'), asked)).mayView(category, 'person')
  }

const kinds: readonly (readonly [string, Looks])[] = [
  ['ethnic-origin', ofRequest('ethnic-origin')],
  ['religion-or-belief', ofRequest('religion-or-belief')],
  ['sexual-orientation', ofRequest('sexual-orientation')],
  ['health', ofRequest('health')],
  ['disability', ofRequest('disability')],
  ['support-needs', ofRequest('support-needs')],
  ['political-opinion', ofRequest('political-opinion')],
  ['trade-union-membership', ofRequest('trade-union-membership')],
]

test.each(kinds)('%s is specially protected in use: nobody sees it without a reason given this time', async (_, looks) => {
  const { person } = await putPerson(on)
  expect(await looks(person, [])).toMatchObject({ outcome: 'refused', reasons: [{ code: 'lacks-special-category-reason' }] })
  expect(await looks(person, ['special-category-reason'])).toBeNull()
})

const ofConcern = ['ethnic-origin', 'religion-or-belief', 'sexual-orientation', 'health', 'disability', 'support-needs'] as const

test.each(ofConcern)('%s stays closed to whoever looks into a concern about safety and gives no reason', async (category) => {
  const { person } = await putPerson(on)
  const record = await openTo(gate, colleague('safeguarding-lead'), { activity: 'safeguarding', person, because: 'case' })
  const reasons = expect.arrayContaining([expect.objectContaining({ code: 'lacks-special-category-reason' })])
  expect(await record.mayView(category, 'person')).toMatchObject({ outcome: 'refused', reasons })
})

test('what is not specially protected needs no such reason', async () => {
  const { person } = await putPerson(on)
  for (const looks of [ofRequest('personal-details'), ofRequest('rent-account')]) expect(await looks(person, [])).toBeNull()
})

test('political opinions and union membership are not collected, and deleted on sight', () => {
  for (const category of ['political-opinion', 'trade-union-membership'] as const) {
    const collecting = edition.activities.filter((activity) =>
      activity.colleagues.some((grant) => grant.acts.includes('collect') && grant.categories.includes(category)),
    )
    expect(collecting).toEqual([])
    expect(edition.retention.find((rule) => rule.categories.includes(category))?.period).toBe('P0D')
  }
})

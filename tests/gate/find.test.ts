import { expect, test } from 'vitest'
import { closedToFinding, find, findingActivity } from '#gate/find/find.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putContactDetail, putPerson } from '../support/people.ts'

const on = await testDatabase()
const { deps } = await testGate(on, await livewest())
const { person } = await putPerson(on)
await putContactDetail(on, person)

async function found(who: ReturnType<typeof colleague>, words: string) {
  return find(deps, who, findingActivity(deps, who), words)
}

test.each(['Amina Tst', '07700 900 025'])(
  'an adviser finds a caller by “%s” before the check, with no date of birth and no home',
  async (words) => {
    const adviser = colleague('customer-service-adviser')
    expect(findingActivity(deps, adviser)).toBe('identity-verification')
    const answer = await found(adviser, words)
    expect(answer).toEqual({ ok: true, people: [{ person, name: 'Amina Test', bornIn: '1981', home: null }], more: false })
  },
)

test.each(['6 Alder Court', '204417'])('an adviser learns nobody’s home or reference by guessing at it: “%s”', async (words) => {
  expect(await found(colleague('customer-service-adviser'), words)).toMatchObject({ people: [] })
})

test('a housing officer finds somebody by their home, and sees it', async () => {
  expect(await found(colleague('housing-officer'), '6 Alder Court')).toMatchObject({ people: [{ person, home: '6 Alder Court' }] })
})

test.each([
  ['data-protection-officer', 'rights-requests', []],
  ['customer-service-adviser', 'identity-verification', ['tenure']],
  ['system-administrator', 'rights-requests', ['personal-details', 'contact-details', 'tenure']],
] as const)('it is told where a search does not look, because the notice closes it to a %s for %s', (role, activity, closed) => {
  expect(closedToFinding(deps, colleague(role), activity)).toEqual(closed)
})

test('whoever runs the machine finds nobody', async () => {
  expect(await found(colleague('system-administrator'), 'Amina')).toMatchObject({
    ok: false,
    refusal: { reasons: [{ code: 'role-not-in-activity' }] },
  })
})

import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { looksAt } from '#duties/openings/looks.ts'
import { identified } from '#duties/rights/identified.ts'
import { rightsRequestsOf } from '#duties/rights/requests.ts'
import { knownAround } from '#duties/rights/search/known-around.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putPerson } from '../support/people.ts'
import { ok, requestAfter } from '../support/rights.ts'

const on = await testDatabase()
const { deps, gate } = await testGate(on, await livewest())
const requests = rightsRequestsOf({ ...deps, gate })
const officer = colleague('data-protection-officer')
const rows = (text: string, values: readonly unknown[] = []) => on.asAdmin((admin) => admin.query(text, values))

async function identifiedRequest(person: string) {
  const id = await requestAfter({ deps, gate }, officer, ['identified'], { person })
  const request = identified(ok(await requests.look(officer, id)).request)
  if (request === null) throw new Error('not identified')
  return request
}

test('the names of a home, its neighbours and the colleagues who wrote are known for a request, and none of them was looked at', async () => {
  const [asker, neighbour, former, far] = [
    await putPerson(on),
    await putPerson(on, { name: 'Ned' }),
    await putPerson(on, { name: 'Fay' }),
    await putPerson(on, { name: 'Zoe' }),
  ]
  const came = `'tenancy-management', 'own-systems', '2026-01-05T09:00:00Z', 'test'`
  const item = 'id, activity, source, collected_at, edition'
  await rows(`update asset set postcode = 'TR1 1AA', address = '9 Far Road' where id = $1`, [far.asset])
  await rows(`update asset set address = '8 Alder Court' where id = $1`, [neighbour.asset])
  await rows('update tenure set asset_id = $1, started_on = $3, ended_on = $4 where id = $2', [
    asker.asset,
    former.tenure,
    '2001-01-01',
    '2005-01-01',
  ])
  await rows(
    `insert into household_member (${item}, tenure_id, full_name, is_responsible) values ($1, ${came}, $2, 'Mrs Ada May Pike', false)`,
    [randomUUID(), asker.tenure],
  )
  await rows(
    `insert into contact_log (${item}, person_id, happened_at, taken_by) values ($1, ${came}, $2, '2026-01-05T09:00:00Z', 'Col Baker')`,
    [randomUUID(), asker.person],
  )
  const request = await identifiedRequest(asker.person)
  const answer = await knownAround({ ...deps, gate }, officer, request)
  if (!answer.ok) throw new Error('refused')
  const named = answer.known.map(
    ({ names: { first, last }, part, home }) => `${part}: ${first} ${last}${home === undefined ? '' : `, ${home.number}`}`,
  )
  expect(named).toContain('household: Ada Pike, 6')
  expect(named).toContain('neighbour: Ned Test, 8')
  expect(named).toContain('other: Fay Test, 6')
  expect(named).toContain('colleague: Col Baker')
  expect(named.join()).not.toMatch(/Zoe/)
  expect(answer.requester).toContainEqual({ id: asker.person, part: 'other', names: { first: 'Amina', last: 'Test' } })
  for (const { person } of [neighbour, former]) expect(await looksAt({ ...deps, gate }, person)).toEqual([])
  const told = await rows(`select detail from evidence where kind = 'search' and subject = $1`, [request.id])
  expect(told).toHaveLength(1)
})

test('nobody else than the data protection team is told who lives around somebody', async () => {
  const asker = await putPerson(on)
  const request = await identifiedRequest(asker.person)
  for (const role of ['housing-officer', 'senior-manager'] as const)
    expect(await knownAround({ ...deps, gate }, colleague(role), request)).toMatchObject({ ok: false, why: 'refused' })
})

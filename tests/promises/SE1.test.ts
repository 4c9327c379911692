import { join } from 'node:path'
import { expect, test } from 'vitest'
import { lastChecked } from '#duties/promises/last-night.ts'
import { promiseStates } from '#duties/promises/promise-states.ts'
import { seal } from '#evidence/seal.ts'
import { personalDetails } from '#records/person/person.ts'
import { roleName } from '#store/role-names.ts'
import { checkDaily } from '../../src/main/daily-check.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { colleague, openTo, testGate } from '../support/gate.ts'
import { putPerson } from '../support/people.ts'
import { home } from '../support/places.ts'

const on = await testDatabase()
const { deps, gate, setNow } = await testGate(on, await livewest())
const own = { deps, target: on.target, heads: join(on.data, 'heads.log'), home, witnesses: [] }
const stands = async () => {
  const found = (await promiseStates({ ...deps, tests: new Map() })).find(({ clause }) => clause === 'SE1')
  return [found?.state, found?.evidence]
}

test('whoever comes to the database by another way than the gate reads nothing of anybody', async () => {
  await putPerson(on)
  for (const role of ['evidence', 'sweeper', 'machinery'] as const)
    await expect(on.database.once(roleName(on.schema, role), 'select last_name from person'), role).rejects.toMatchObject({
      code: 'database-42501',
    })
})

test('all evidence is read again each day, and one changed row breaks the promise', async () => {
  const { person } = await putPerson(on)
  const opened = await openTo(gate, colleague('income-officer'), { person, because: 'case', activity: 'rent-collection' })
  await opened.read(personalDetails)
  const began = Temporal.Now.instant()
  setNow(began)
  await seal(on.database, own.heads, began)
  await checkDaily(own)
  expect(await stands()).toEqual(['in part', expect.stringContaining('The evidence was whole when all of it was read')])
  const first = await lastChecked(deps)
  await checkDaily(own)
  expect(await lastChecked(deps)).toEqual(first)
  await on.asAdmin(async (admin) => {
    await admin.query('alter table evidence disable trigger user')
    await admin.query(`update evidence set actor = 'colleague:somebody-else' where kind = 'read'`)
    await admin.query('alter table evidence enable trigger user')
  })
  expect((await stands())[0]).toBe('in part')
  setNow(began.add({ hours: 24 }))
  await checkDaily(own)
  expect(await stands()).toEqual(['broken', expect.stringContaining('The evidence was not whole')])
})

import { expect, test } from 'vitest'
import type { Role } from '#notice/vocabulary.ts'
import { supportNeeds } from '#records/person/person.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putPerson } from '../support/people.ts'

const on = await testDatabase()
const tested = await testGate(on, await livewest())

async function whoReadsLargePrint(): Promise<string> {
  const { person } = await putPerson(on)
  const context = { table: 'person', row: person, category: 'support-needs' } as const
  const sealed = await tested.deps.keys.seal(person, context, { supportNeeds: 'Large print' })
  await on.asAdmin((admin) => admin.query('update person set sealed_support_needs = $2 where id = $1', [person, sealed]))
  return person
}

test('whoever it concerns sees what somebody needs, with a reason given this time, and nobody else does', async () => {
  const person = await whoReadsLargePrint()
  const looks = async (role: Role, vouched: readonly 'special-category-reason'[]) => {
    const opened = await tested.gate.open(colleague(role), { activity: 'tenancy-management', person, because: 'case', vouched })
    return opened.ok ? opened.read(supportNeeds) : opened
  }
  expect(await looks('housing-officer', ['special-category-reason'])).toMatchObject({ ok: true, rows: [{ supportNeeds: 'Large print' }] })
  expect(await looks('housing-officer', [])).toMatchObject({ ok: false })
  for (const role of ['income-officer', 'receptionist', 'marketing-officer'] as const)
    expect(await looks(role, ['special-category-reason']), role).toMatchObject({ ok: false })
})

test('what somebody needs is stored in no words', async () => {
  const person = await whoReadsLargePrint()
  const rows = await on.asAdmin((admin) => admin.query('select row_to_json(p)::text as row from person p where id = $1', [person]))
  expect(rows).toHaveLength(1)
  expect(JSON.stringify(rows)).not.toContain('Large print')
})

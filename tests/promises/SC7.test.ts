import { expect, test } from 'vitest'
import { pageOfEvidence } from '#evidence/read.ts'
import type { Vouched } from '#gate/judge.ts'
import { supportNeeds } from '#records/person/person.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putPerson } from '../support/people.ts'

const on = await testDatabase()
const { deps, gate } = await testGate(on, await livewest())

test('for somebody’s safety their needs are opened with the reason on record, and to nobody without it', async () => {
  const { person } = await putPerson(on)
  const context = { table: 'person', row: person, category: 'support-needs' } as const
  const sealed = await deps.keys.seal(person, context, { supportNeeds: 'Oxygen at home' })
  await on.asAdmin((admin) => admin.query('update person set sealed_support_needs = $2 where id = $1', [person, sealed]))
  const looks = async (...vouched: readonly Vouched[]) => {
    const opened = await gate.open(colleague('safeguarding-lead'), { activity: 'safeguarding', person, because: 'case', vouched })
    if (!opened.ok) throw new Error(JSON.stringify(opened.refusal))
    return opened.read(supportNeeds)
  }
  expect(await looks()).toMatchObject({ ok: false })
  const seen = await looks('special-category-reason', 'person-at-risk', 'reason-without-consent')
  expect(seen).toMatchObject({ ok: true, rows: [{ supportNeeds: 'Oxygen at home' }] })
  const [entry] = await pageOfEvidence(on.database, { subject: person, kind: 'read' })
  expect(entry).toMatchObject({ activity: 'safeguarding', categories: ['support-needs'], outcome: 'permitted', basis: 'legal-obligation' })
})

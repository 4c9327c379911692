import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { pageOfEvidence } from '#evidence/read.ts'
import { contactDetail, contactDetails } from '#records/contact-detail/contact-detail.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putPerson } from '../support/people.ts'

const on = await testDatabase()
const { gate } = await testGate(on, await livewest())

test('a wrong number is put right by a colleague, once, and who put it right is on record', async () => {
  const { person } = await putPerson(on)
  const officer = colleague('housing-officer')
  const opened = await gate.open(officer, { activity: 'tenancy-management', person, because: 'case' })
  if (!opened.ok) throw new Error(JSON.stringify(opened.refusal))
  const id = randomUUID()
  const values = { contactType: 'phone', value: '01392 555 0101' }
  await opened.collect(contactDetail, { id, values, source: 'the-person', collectedAt: noon, clockFrom: null })
  const theirs = async () => {
    const answer = await opened.read(contactDetails, id)
    const [row] = answer.ok ? answer.rows : []
    if (row === undefined) throw new Error('nothing is held')
    return row
  }
  const { version } = await theirs()
  const right = { id, version, values: { value: '01392 555 0199' }, source: 'the-person' } as const
  expect(await opened.correct(contactDetail, right)).toEqual({ ok: true })
  expect(await theirs()).toMatchObject({ value: '01392 555 0199' })
  // Somebody who has the old one before them does not overwrite it.
  expect(await opened.correct(contactDetail, { ...right, values: { value: '1' } })).toEqual({ ok: false, why: 'stale' })
  const changes = await pageOfEvidence(on.database, { subject: person, recordType: 'contact-detail', kind: 'change' })
  expect(changes.length).toBe(2)
  expect(changes[0]).toMatchObject({ actor: `colleague:${officer.id}`, role: 'housing-officer', outcome: 'permitted' })
})

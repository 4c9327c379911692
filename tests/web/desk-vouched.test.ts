import { afterAll, expect, test } from 'vitest'
import { openings } from '#duties/openings/openings.ts'
import { pageOfEvidence } from '#evidence/read.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putPerson } from '../support/people.ts'
import { deskSite } from './desk-site.ts'

const on = await testDatabase()
const released = await livewest()
const tested = await testGate(on, released)
const site = await deskSite(tested, released)
afterAll(() => site.close())
const officer = colleague('housing-officer')

test('a record that was opened with a reason for health information still has it when a contact detail is added', async () => {
  const { person } = await putPerson(on)
  const asked = { person, activity: 'tenancy-management', reason: 'case', reference: 'case 4711', privateSetting: false } as const
  const kept = openings({ ...tested.deps, gate: tested.gate })
  const opening = await kept.begin(officer, { ...asked, specialReason: 'Their support needs bear on the letter' })
  if (!opening.ok) throw new Error(JSON.stringify(opening.refusal))
  const at = `/desk/openings/${opening.id}`
  const desk = await site.as(officer)
  const sent = await desk.send(`${at}/contact-details/new`, { kind: 'phone', value: '01392 555 010', source: 'the-person' })
  expect([sent.status, sent.headers.get('location')]).toEqual([303, at])
  const added = (await pageOfEvidence(on.database, { subject: person, kind: 'change' })).filter(
    ({ recordType }) => recordType === 'contact-detail',
  )
  expect(added).toMatchObject([{ opening: opening.id, detail: { vouched: ['special-category-reason'] } }])
})

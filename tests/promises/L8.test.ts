import { join } from 'node:path'
import { expect, test } from 'vitest'
import { noteConsent } from '#duties/shares/preview.ts'
import { tenures } from '#records/tenure/tenure.ts'
import { littleTools } from '../support/answers.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { colleague, openTo, testGate } from '../support/gate.ts'
import { putConsent, putPerson } from '../support/people.ts'
import { ok } from '../support/rights.ts'
import { sharingPath } from '../support/sharing-path.ts'
import { wholePerson } from '../support/whole-person.ts'

const on = await testDatabase()
const tested = await testGate(on, await livewest())
const officer = colleague('housing-officer')
const path = sharingPath(on, tested, join(on.data, 'set-aside'))
const all = { ...tested.deps, tools: littleTools(join(on.data, 'set-aside')) }

/** Somebody is asked whether a support service may have their tenancy. */
async function asked() {
  const person = await wholePerson(on, tested.deps.keys)
  const opened = await path.open(officer, { activity: 'tenancy-management', person })
  const organisation = await path.register('support-agency')
  const chosen = path.chosenOf({ activity: 'tenancy-management', what: [['tenure', 'tenure']] })
  const facts = path.factsFor({ activity: 'tenancy-management', to: 'support-agency' })
  const made = ok(await path.prepare(opened, officer, { ...facts, organisation, chosen }))
  return { person, opened, row: await path.line(opened, made.id) }
}

test('a no is noted with its day and how it was given, ends the sharing, and takes no service away', async () => {
  const { person, opened, row } = await asked()
  ok(await noteConsent(all, opened, officer, row, { answer: 'refused', on: '2026-11-23', how: 'By telephone' }))
  expect(await path.line(opened, row.id)).toMatchObject({ outcome: 'stopped', consentAnswer: 'refused', consentHow: 'By telephone' })
  const served = await openTo(tested.gate, officer, { activity: 'tenancy-management', person, because: 'case' })
  expect(await served.read(tenures)).toMatchObject({ ok: true })
})

test('a consent counts for what was asked alone, and not once it was taken back', async () => {
  const given = async (ended: string | null, about = 'support-signposting') => {
    const { person } = await putPerson(on)
    await putConsent(on, person, { answer: 'given', answeredAt: '2026-10-01T10:00:00Z', ended })
    await on.asAdmin((admin) => admin.query('update consent set for_activity = $2 where person_id = $1', [person, about]))
    const opened = await openTo(tested.gate, officer, { activity: 'support-signposting', person, because: 'case' })
    return opened.share({ type: 'contact-detail', category: 'contact-details', recipient: 'private-landlord', given: [], detail: {} })
  }
  expect(await given(null)).toEqual({ ok: true })
  for (const none of [given('2026-11-01'), given(null, 'publicity')])
    expect(await none).toMatchObject({ ok: false, refusal: { outcome: 'needs-consent' } })
})

import { join } from 'node:path'
import { expect, test } from 'vitest'
import { noteConsent } from '#duties/shares/preview.ts'
import { pageOfEvidence } from '#evidence/read.ts'
import type { RecipientKind } from '#notice/vocabulary.ts'
import { littleTools } from '../support/answers.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { colleague, openTo, testGate } from '../support/gate.ts'
import { putConsent, putPerson } from '../support/people.ts'
import { ok } from '../support/rights.ts'
import { type Going, sharingPath } from '../support/sharing-path.ts'
import { wholePerson } from '../support/whole-person.ts'

const on = await testDatabase()
const tested = await testGate(on, await livewest())
const { gate } = tested
const officer = colleague('housing-officer')

/** Somebody's contact details are to go to a recipient whom nothing else in the notice lets have them. */
async function given(person: string, recipient: RecipientKind = 'private-landlord') {
  const opened = await openTo(gate, officer, { activity: 'support-signposting', person, because: 'case' })
  return opened.share({ type: 'contact-detail', category: 'contact-details', recipient, given: [], detail: {} })
}

async function somebody(answer?: Parameters<typeof putConsent>[2], about = 'support-signposting'): Promise<string> {
  const { person } = await putPerson(on)
  if (answer === undefined) return person
  await putConsent(on, person, answer)
  await on.asAdmin((admin) => admin.query('update consent set for_activity = $2 where person_id = $1', [person, about]))
  return person
}

const yes = { answer: 'given', answeredAt: '2026-10-01T10:00:00Z', ended: null } as const

test('where nothing else lets us share, nothing leaves before you were asked, and that it waits for you is on record', async () => {
  const person = await somebody()
  expect(await given(person)).toMatchObject({ ok: false, refusal: { outcome: 'needs-consent', reasons: [{ code: 'lacks-consent' }] } })
  expect(await pageOfEvidence(on.database, { subject: person })).toMatchObject([
    { act: 'share', outcome: 'needs-consent', basis: 'consent', detail: { recipient: 'private-landlord' } },
  ])
})

test('your yes lets us, and the record says that it was your consent', async () => {
  const person = await somebody(yes)
  expect(await given(person)).toEqual({ ok: true })
  expect(await pageOfEvidence(on.database, { subject: person })).toMatchObject([{ act: 'share', outcome: 'permitted', basis: 'consent' }])
})

test('your no stops us, and we do not ask again', async () => {
  const person = await somebody({ ...yes, answer: 'refused' })
  expect(await given(person)).toMatchObject({ ok: false, refusal: { outcome: 'refused' } })
})

test('a yes that you took back, or that was for something else, is none', async () => {
  for (const person of [await somebody({ ...yes, ended: '2026-11-01' }), await somebody(yes, 'publicity')])
    expect(await given(person)).toMatchObject({ ok: false, refusal: { outcome: 'needs-consent' } })
})

test('where another basis lets us, you are not asked for a consent that nothing depends on', async () => {
  const person = await somebody()
  expect(await given(person, 'support-agency')).toEqual({ ok: true })
  const [entry] = await pageOfEvidence(on.database, { subject: person })
  expect(entry?.basis).toBe('legitimate-interests')
})

const path = sharingPath(on, tested, join(on.data, 'set-aside'))
const all = { ...tested.deps, tools: littleTools(join(on.data, 'set-aside')) }

/** Somebody's tenancy is to go to a support service, which nothing else lets have it: it waits for the person. */
async function waiting() {
  const wanted = await wholePerson(on, tested.deps.keys)
  const opened = await path.open(officer, { activity: 'tenancy-management', person: wanted })
  const asked = { activity: 'tenancy-management', to: 'support-agency' } as const
  const organisation = await path.register('support-agency')
  const chosen = path.chosenOf({ activity: 'tenancy-management', what: [['tenure', 'tenure']] })
  const made = ok(await path.prepare(opened, officer, { ...path.factsFor(asked), organisation, chosen }))
  expect(made.consent).toBe(true)
  return { opened, row: await path.line(opened, made.id) }
}

test('what waits for you is made ready only after you agreed, and leaves then', async () => {
  const { opened, row } = await waiting()
  expect(row).toMatchObject({ needsConsent: true, digest: null, mediaId: null, outcome: null })
  expect(await path.release(opened, officer, row)).toEqual({ ok: false, why: 'consent' })
  const { id } = ok(await noteConsent(all, opened, officer, row, { answer: 'agreed', on: '2026-11-23', how: 'At the desk' }))
  ok(await path.release(opened, officer, await path.line(opened, id)))
  expect(await path.line(opened, id)).toMatchObject({ outcome: 'left', consentAnswer: 'agreed', consentHow: 'At the desk' })
  expect(await path.release(opened, officer, await path.line(opened, row.id))).toMatchObject({ ok: false })
})

test('after your no nothing leaves, whoever tries', async () => {
  const { opened, row } = await waiting()
  ok(await noteConsent(all, opened, officer, row, { answer: 'refused', on: '2026-11-23', how: 'By telephone' }))
  const stopped = await path.line(opened, row.id)
  expect(stopped).toMatchObject({ outcome: 'stopped', consentAnswer: 'refused', mediaId: null })
  expect(await path.release(opened, officer, { ...stopped, needsConsent: false })).toMatchObject({ ok: false, why: 'stale' })
  expect(await noteConsent(all, opened, officer, stopped, { answer: 'agreed', on: '2026-11-23', how: 'Again' })).toEqual({
    ok: false,
    why: 'stale',
  })
})

test('the police, a council that protects somebody and an ambulance do not wait for your agreement', async () => {
  const wanted = await wholePerson(on, tested.deps.keys)
  const name = [['person', 'personal-details']] as const
  const none: readonly Going[] = [
    { role: 'anti-social-behaviour-officer', activity: 'crime-prevention', person: wanted, to: 'police', what: name },
    { role: 'safeguarding-lead', activity: 'safeguarding', person: wanted, to: 'local-authority', what: name },
    {
      role: 'housing-officer',
      activity: 'emergency',
      person: wanted,
      to: 'emergency-services',
      what: name,
      vouched: ['emergency-declared'],
    },
  ]
  for (const going of none)
    expect(await path.goes(going), going.to).toMatchObject({ left: true, line: { needsConsent: false, consentAnswer: null } })
})

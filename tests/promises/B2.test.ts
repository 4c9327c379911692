import { expect, test } from 'vitest'
import { pageOfEvidence } from '#evidence/read.ts'
import type { RecipientKind } from '#notice/vocabulary.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { colleague, openTo, testGate } from '../support/gate.ts'
import { putConsent, putPerson } from '../support/people.ts'

const on = await testDatabase()
const { gate } = await testGate(on, await livewest())
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

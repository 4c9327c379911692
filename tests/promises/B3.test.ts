import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readLandlordFolder } from '#exchange/landlord-folder/read.ts'
import { checkLandlord } from '#notice/check.ts'
import { type Circumstance, sensitivityOf } from '#notice/vocabulary.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, today } from '../support/edition.ts'
import { colleague, openTo, testGate } from '../support/gate.ts'
import { putConsent, putPerson } from '../support/people.ts'
import { home } from '../support/places.ts'

const released = await livewest()
const { edition } = released
const on = await testDatabase()
const { gate } = await testGate(on, released)

test('somebody’s health goes to a council only where they are at risk and it is recorded why they were not asked', async () => {
  const { person } = await putPerson(on)
  const opened = await openTo(gate, colleague('safeguarding-lead'), { activity: 'safeguarding', person, because: 'case' })
  const given = (...shown: readonly Circumstance[]) =>
    opened.share({ type: 'person', category: 'health', recipient: 'local-authority', given: shown, detail: {} })
  expect(await given()).toMatchObject({ ok: false, refusal: { outcome: 'refused' } })
  expect(await given('person-at-risk')).toMatchObject({ refusal: { reasons: [{ code: 'lacks-reason-without-consent' }] } })
  expect(await given('reason-without-consent')).toMatchObject({ refusal: { reasons: [{ code: 'lacks-person-at-risk' }] } })
  expect(await given('person-at-risk', 'reason-without-consent')).toEqual({ ok: true })
  // What is no special category goes on the basis alone.
  const name = { type: 'person', category: 'personal-details', recipient: 'local-authority', given: [], detail: {} } as const
  expect(await opened.share(name)).toEqual({ ok: true })
})

test('pointing somebody to a service passes their health on only with their explicit consent', async () => {
  const { person } = await putPerson(on)
  const given = async () => {
    const opened = await openTo(gate, colleague('support-worker'), { activity: 'support-signposting', person, because: 'case' })
    return opened.share({ type: 'person', category: 'health', recipient: 'support-agency', given: [], detail: {} })
  }
  expect(await given()).toMatchObject({ ok: false, refusal: { outcome: 'needs-consent' } })
  await putConsent(on, person, { answer: 'given', answeredAt: '2026-10-01T10:00:00Z', ended: null })
  await on.asAdmin((admin) => admin.query(`update consent set for_activity = 'support-signposting' where person_id = $1`, [person]))
  expect(await given()).toEqual({ ok: true })
})

test('special category information is shared only under a further condition, written for each', () => {
  let seen = 0
  for (const activity of edition.activities) {
    for (const sharing of activity.sharing) {
      if (sharing.with.every((kind) => kind === 'the-person')) continue
      for (const category of sharing.categories.filter((each) => sensitivityOf(each) !== 'ordinary')) {
        seen += 1
        expect(sharing.conditions[category]?.length ?? 0, `${activity.id} ${category}`).toBeGreaterThan(0)
      }
    }
  }
  expect(seen).toBeGreaterThan(10)
})

test('a notice that leaves the condition of a sharing out cannot be published', async () => {
  const { current } = await readLandlordFolder(join(home, 'landlords/livewest'))
  // Those of a sharing stand deeper than those of its activity, which stay.
  const without = current.map((file) =>
    file.path.startsWith('activities/') ? { ...file, text: file.text.replaceAll(/^ {6}conditions:\n( {8}.*\n)+/gm, '') } : file,
  )
  const { edition, findings } = checkLandlord(without, { today })
  expect(edition).toBe(undefined)
  expect(findings.some(({ message }) => /^the sharing of .* without a condition$/.test(message))).toBe(true)
})

import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { pageOfEvidence } from '#evidence/read.ts'
import { readLandlordFolder } from '#exchange/landlord-folder/read.ts'
import { checkLandlord } from '#notice/check.ts'
import { type Circumstance, sensitivityOf } from '#notice/vocabulary.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, today } from '../support/edition.ts'
import { colleague, openTo, testGate } from '../support/gate.ts'
import { putConsent, putPerson } from '../support/people.ts'
import { home } from '../support/places.ts'
import { deskSite } from '../web/desk-site.ts'
import { recordAtDesk } from '../web/record-at-desk.ts'

const released = await livewest()
const { edition } = released
const on = await testDatabase()
const tested = await testGate(on, released)
const { gate } = tested
const site = await deskSite(tested, released)
afterAll(() => site.close())

test('somebody’s health goes to a council only where they are at risk and it is recorded why they were not asked', async () => {
  const { person } = await putPerson(on)
  const opened = await openTo(gate, colleague('safeguarding-lead'), { activity: 'safeguarding', person, because: 'case' })
  const given = (...shown: readonly Circumstance[]) =>
    opened.share({ type: 'person', category: 'health', recipient: 'local-authority', given: shown, detail: {} })
  expect(await given()).toMatchObject({ ok: false, refusal: { outcome: 'refused' } })
  expect(await given('person-at-risk')).toMatchObject({ refusal: { reasons: [{ code: 'lacks-reason-without-consent' }] } })
  expect(await given('reason-without-consent')).toMatchObject({ refusal: { reasons: [{ code: 'lacks-person-at-risk' }] } })
  expect(await given('person-at-risk', 'reason-without-consent')).toEqual({ ok: true })
  const [onRecord] = await pageOfEvidence(on.database, { subject: person, outcome: 'permitted' })
  expect(onRecord).toMatchObject({
    ...{ act: 'share', basis: 'public-interest', categories: ['health'] },
    detail: { recipient: 'local-authority', conditions: ['art-9-2-g', 'sch-1-para-18'] },
  })
  // What is no special category goes on the basis alone.
  const name = { type: 'person', category: 'personal-details', recipient: 'local-authority', given: [], detail: {} } as const
  expect(await opened.share(name)).toEqual({ ok: true })
  expect((await pageOfEvidence(on.database, { subject: person, outcome: 'permitted' }))[0]?.detail).not.toHaveProperty('conditions')
})

test('whoever asks who looked reads with whom something was shared, and on which condition of the law what is special went out', async () => {
  const { person } = await putPerson(on)
  const desk = await site.as(colleague('safeguarding-lead'))
  const { at } = await recordAtDesk(desk, person, 'safeguarding')
  expect((await desk.open(`${at}/who`)).html).not.toContain('Shared outside')
  const opened = await openTo(gate, colleague('safeguarding-lead'), { activity: 'safeguarding', person, because: 'case' })
  const to = { type: 'person', recipient: 'local-authority', given: ['person-at-risk', 'reason-without-consent'], detail: {} } as const
  expect(await opened.share({ ...to, category: 'health' })).toEqual({ ok: true })
  expect(await opened.share({ ...to, category: 'contact-details' })).toEqual({ ok: true })
  const { html } = await desk.open(`${at}/who`)
  expect(html).toContain('Shared outside')
  expect(html).toContain(
    'a substantial public interest that the law names (UK GDPR Article 9(2)(g)); protecting children and adults at risk',
  )
  expect(html.match(/The law allows it for/g)).toHaveLength(1)
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

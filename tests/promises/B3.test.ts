import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { filesOfShare, noteConsent } from '#duties/shares/preview.ts'
import { fetchShare } from '#duties/shares/settle.ts'
import { pageOfEvidence } from '#evidence/read.ts'
import { readLandlordFolder } from '#exchange/landlord-folder/read.ts'
import { checkLandlord } from '#notice/check.ts'
import { type Circumstance, sensitivityOf } from '#notice/vocabulary.ts'
import { littleTools } from '../support/answers.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, today } from '../support/edition.ts'
import { colleague, openTo, testGate } from '../support/gate.ts'
import { putConsent, putPerson } from '../support/people.ts'
import { home } from '../support/places.ts'
import { ok } from '../support/rights.ts'
import { type Going, sharingPath } from '../support/sharing-path.ts'
import { wholePerson } from '../support/whole-person.ts'
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

const path = sharingPath(on, tested, join(on.data, 'set-aside'))
const atRisk = ['special-category-reason', 'person-at-risk', 'reason-without-consent'] as const
const whole = await wholePerson(on, tested.deps.keys)
const needs = [['person', 'support-needs']] as const
/** Health that goes to each kind of agency, and the condition of the law that it goes on. */
const agencies: readonly (readonly [string, Going, readonly string[]])[] = [
  [
    'a council',
    { role: 'safeguarding-lead', activity: 'safeguarding', person: whole, to: 'local-authority', what: needs, vouched: atRisk },
    ['art-9-2-g', 'sch-1-para-18'],
  ],
  [
    'the police',
    { role: 'safeguarding-lead', activity: 'safeguarding', person: whole, to: 'police', what: needs, vouched: atRisk },
    ['art-9-2-g', 'sch-1-para-18'],
  ],
  [
    'a surgery',
    { role: 'support-worker', activity: 'support-and-wellbeing', person: whole, to: 'health-care', what: needs, vouched: atRisk },
    ['art-9-2-g', 'sch-1-para-18'],
  ],
  [
    'the Housing Ombudsman',
    {
      ...{ role: 'complaints-officer', activity: 'ombudsman-scheme', person: whole, to: 'housing-ombudsman', what: needs },
      vouched: ['special-category-reason'],
    },
    ['art-9-2-f'],
  ],
  [
    'the Information Commissioner',
    {
      ...{ role: 'data-protection-officer', activity: 'rights-requests', person: whole, to: 'information-commissioner', what: needs },
      vouched: ['special-category-reason'],
    },
    ['art-9-2-f'],
  ],
  [
    'a court',
    { role: 'solicitor', activity: 'legal-claims', person: whole, to: 'court', what: needs, vouched: ['special-category-reason'] },
    ['art-9-2-f'],
  ],
]

test.each(agencies)(
  'what somebody needs for their health leaves to %s with its condition on record, and not without',
  async (_, going, conditions) => {
    const went = await path.goes(going)
    if (!went.left) throw new Error(JSON.stringify(went))
    expect(went.contents).toContain('Large print')
    expect(went.decisions).not.toEqual([])
    const ofHealth = went.decisions.filter(({ categories }) => categories.includes('support-needs'))
    expect(ofHealth.map(({ detail }) => detail.conditions)).toEqual([conditions, conditions])
    expect(await path.goes({ ...going, vouched: [] })).toMatchObject({ left: false, why: 'refused' })
  },
)

test('whoever sees no health neither sees nor sends what of it another colleague prepared', async () => {
  const all = { ...tested.deps, tools: littleTools(join(on.data, 'set-aside')) }
  const opening = { activity: 'support-signposting', person: await wholePerson(on, tested.deps.keys) } as const
  const [worker, connector] = [colleague('support-worker'), colleague('community-connector')]
  const opened = await path.open(worker, { ...opening, vouched: atRisk })
  const asked = { ...path.factsFor({ ...opening, to: 'support-agency' }), organisation: await path.register('support-agency') }
  const waits = ok(await path.prepare(opened, worker, { ...asked, chosen: path.chosenOf({ ...opening, what: needs }) }))
  const answered = { answer: 'agreed', on: '2026-11-23', how: 'At the desk' } as const
  const made = ok(await noteConsent(all, opened, worker, await path.line(opened, waits.id), answered))
  const row = await path.line(opened, made.id)
  expect(ok(await filesOfShare(opened, row)).files.length).toBeGreaterThan(0)

  const theirs = await path.open(connector, { ...opening, vouched: atRisk })
  const refused = { ok: false, why: 'refused', refusal: { outcome: 'refused' } }
  expect(await filesOfShare(theirs, row)).toMatchObject(refused)
  expect(await path.release(theirs, connector, row)).toMatchObject(refused)
  ok(await path.release(opened, worker, row))
  const left = await path.line(opened, made.id)
  expect(await fetchShare(tested.deps, theirs, left)).toMatchObject(refused)
  expect(await fetchShare(tested.deps, opened, left)).toMatchObject({ ok: true })
})

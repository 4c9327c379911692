import { afterAll, describe, expect, test } from 'vitest'
import { openings } from '#duties/openings/openings.ts'
import { pageOfEvidence } from '#evidence/read.ts'
import type { Role } from '#notice/vocabulary.ts'
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

const said = { activity: 'safeguarding', reason: 'case', reference: 'case 4711', specialReason: 'To tell social care what they need' }

/** Somebody of whom it is on file what we do differently for them. */
async function helped(): Promise<string> {
  const { person } = await putPerson(on)
  const place = { table: 'person', row: person, category: 'support-needs' }
  const sealed = await tested.deps.keys.seal(person, place, { supportNeeds: 'Large print' })
  await on.asAdmin((admin) => admin.query('update person set sealed_support_needs = $2 where id = $1', [person, sealed]))
  return person
}

async function opening(role: Role, fields: Readonly<Record<string, string>>) {
  const [who, person] = [colleague(role), await helped()]
  const desk = await site.as(who)
  const answer = await desk.send(`/desk/people/${person}/open`, { ...said, ...fields })
  const at = answer.headers.get('location') ?? ''
  return { who, person, desk, at, status: answer.status, html: at === '' ? await answer.text() : (await desk.open(at)).html }
}

/** Which of the two questions a page asks. */
const asks = (html: string) => ['atRisk', 'notAsked'].filter((box) => html.includes(`name="${box}"`))

describe('what the law asks besides the reason', () => {
  test.each<[Role, string, string, string[]]>([
    ['safeguarding-lead', 'safeguarding', 'Harm is feared', ['atRisk', 'notAsked']],
    ['support-worker', 'support-and-wellbeing', 'The plan is due', ['notAsked']],
    ['anti-social-behaviour-officer', 'crime-prevention', 'The police told us of a danger', []],
    ['safeguarding-lead', 'safeguarding', '', []],
    ['housing-officer', 'tenancy-management', 'To write a letter they can read', []],
    ['repairs-planner', 'repairs', 'To know what they need at the door', []],
  ])('is asked of a %s for %s, where the reason is “%s”: %j', async (role, activity, specialReason, expected) => {
    const { status, html } = await opening(role, { activity, specialReason })
    expect(status).toBe(expected.length === 0 ? 303 : 200)
    expect(expected.length === 0 ? [] : asks(html)).toEqual(expected)
  })

  test('is asked on the page that was sent, with all that was typed, and nothing is open meanwhile', async () => {
    const { html, person } = await opening('safeguarding-lead', {})
    expect(html).toContain('Say more before this opens')
    expect(html).toContain('To tell social care what they need')
    expect(html).toMatch(/value="safeguarding"[^>]* checked/)
    expect(await pageOfEvidence(on.database, { subject: person })).toEqual([])
  })

  test('is no part of the page before anything was said', async () => {
    const desk = await site.as(colleague('safeguarding-lead'))
    expect(asks((await desk.open(`/desk/people/${await helped()}/open`)).html)).toEqual([])
  })
})

describe('a concern about somebody', () => {
  const whole = { atRisk: 'Bruises that nobody explains', notAsked: 'Asking in front of the partner would put them in danger' }

  test('opens what they need once it is stated that they are at risk and why they were not asked, and each is on record', async () => {
    const { html, person, at, who } = await opening('safeguarding-lead', whole)
    expect(html).toContain('Large print')
    const vouched = ['special-category-reason', 'person-at-risk', 'reason-without-consent']
    const [opened] = await pageOfEvidence(on.database, { subject: person, kind: 'opening' })
    expect(opened?.detail.vouched).toEqual(vouched)
    const looks = await pageOfEvidence(on.database, { subject: person, kind: 'read' })
    expect(looks.find(({ categories }) => categories.includes('support-needs'))?.detail.vouched).toEqual(vouched)
    const kept = await openings({ ...tested.deps, gate: tested.gate }).current(who, at.replace('/desk/openings/', ''))
    expect(kept?.stated).toEqual({ 'person-at-risk': whole.atRisk, 'reason-without-consent': whole.notAsked })
  })

  test.each([
    ['that they are at risk', { ...whole, atRisk: ' ' }, 'It is not recorded that the person is at risk.'],
    ['why they were not asked', { ...whole, notAsked: '' }, 'No reason is recorded why the person was not asked'],
  ])('leaves it closed without %s, and says what to do', async (_, fields, why) => {
    const { html, person, status } = await opening('safeguarding-lead', fields)
    expect(status).toBe(303)
    expect(html).not.toContain('Large print')
    expect(html).toContain(why)
    expect(html).toContain('Open the record again and give a reason')
    const [opened] = await pageOfEvidence(on.database, { subject: person, kind: 'opening' })
    expect(opened?.detail.vouched).toHaveLength(2)
  })

  test('is sealed: no table holds a word of it in plain', async () => {
    const { person } = await opening('safeguarding-lead', whole)
    const [row] = await on.asAdmin((admin) =>
      admin.query<{ text: string }>('select row_to_json(o)::text as text from opening o where person_id = $1', [person]),
    )
    expect(row?.text).toContain(person)
    expect(row?.text).not.toMatch(/Bruises|partner/)
  })
})

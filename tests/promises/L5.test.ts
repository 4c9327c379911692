import { expect, test } from 'vitest'
import { pageOfEvidence } from '#evidence/read.ts'
import { assessmentInDate } from '#facts/assessment.ts'
import type { ReleasedEdition } from '#notice/edition.ts'
import { leftToConfirm } from '#notice/left-to-confirm.ts'
import type { Circumstance } from '#notice/vocabulary.ts'
import { contactDetails } from '#records/contact-detail/contact-detail.ts'
import { testDatabase } from '../support/database.ts'
import { decided } from '../support/decided.ts'
import { changed, editionOf, livewest, today } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putObjection, putPerson } from '../support/people.ts'
import { exampleSite } from '../web/example-site.ts'

const released = await livewest()
const research = released.edition.activities.find((activity) => activity.id === 'research')
const ask = (...present: readonly Circumstance[]) =>
  decided(released, {
    who: { role: 'research-analyst' },
    act: 'view',
    activity: 'research',
    categories: ['research-feedback'],
    circumstances: new Set(present),
  })

test('a use that rests on our interests waits for a balancing assessment in date', () => {
  expect(research?.basis).toBe('legitimate-interests')
  expect(ask('assessment-in-date')).toMatchObject({ outcome: 'permitted', basis: 'legitimate-interests' })
  expect(ask()).toMatchObject({ outcome: 'refused', reasons: [{ code: 'lacks-assessment-in-date' }] })
})

test('it stops for a person whose objection was upheld', () => {
  expect(ask('assessment-in-date', 'objection')).toMatchObject({ outcome: 'refused', reasons: [{ code: 'stopped-by-objection' }] })
})

test('an objection on file closes that person’s record to the activity, and to no other, from then on', async () => {
  const on = await testDatabase()
  const { gate } = await testGate(on, released)
  const { person } = await putPerson(on)
  const look = async (activity: 'anti-social-behaviour' | 'research') => {
    const roles = ['research-analyst', 'anti-social-behaviour-officer'] as const
    const opened = await gate.open(colleague(...roles), { activity, person, because: 'case' })
    return opened.ok ? opened.read(contactDetails) : opened
  }
  expect(await look('research')).toMatchObject({ ok: true })
  await putObjection(on, person, { kind: 'objection', against: 'research', decision: 'upheld', ended: null })
  expect(await look('research')).toMatchObject({ ok: false, refusal: { reasons: [{ code: 'stopped-by-objection' }] } })
  const [evidence] = await pageOfEvidence(on.database, { subject: person, kind: 'refusal' })
  expect(evidence).toMatchObject({ activity: 'research', reasons: ['stopped-by-objection'], clauses: expect.arrayContaining(['L5']) })
  expect(await look('anti-social-behaviour')).toMatchObject({ ok: true })
})

test('while an objection waits for its decision, what it is against stops too', async () => {
  const on = await testDatabase()
  const { gate } = await testGate(on, released)
  const { person } = await putPerson(on)
  await putObjection(on, person, { kind: 'objection', against: 'research', decision: 'waiting', ended: null })
  const opened = await gate.open(colleague('research-analyst'), { activity: 'research', person, because: 'case' })
  const answer = opened.ok ? await opened.read(contactDetails) : opened
  expect(answer).toMatchObject({ ok: false, refusal: { reasons: [{ code: 'stopped-by-restriction' }] } })
})

const adoption = { by: 'The board', on: '2026-11-01', outcome: 'passed' as const, reviewBy: '2027-11-01' }
const adoptedWith = (change: Partial<Omit<typeof adoption, 'outcome'>> & { readonly outcome?: 'passed' | 'failed' } = {}) =>
  changed(released, (edition) => ({
    ...edition,
    assessments: edition.assessments.map((each) =>
      each.id === research?.assessment ? { ...each, adopted: { ...adoption, ...change } } : each,
    ),
  }))

test('an assessment that failed, or is past its review, counts as none, in the example too', () => {
  const holds = (change?: Parameters<typeof adoptedWith>[0]) => assessmentInDate(adoptedWith(change), 'research', today)
  expect(holds()).toBe(true)
  expect(holds({ outcome: 'failed' })).toBe(false)
  expect(holds({ on: '2026-11-24' })).toBe(false)
  expect(holds({ reviewBy: '2026-11-22' })).toBe(false)
  expect(holds({ reviewBy: '2026-11-23' })).toBe(true)
})

test('what the software proposes rests nothing until the landlord adopts it by a line with a name and a day', async () => {
  const landlords = await editionOf('landlords/livewest')
  expect(landlords.edition.assessments.length).toBe(17)
  expect(landlords.edition.assessments.filter(({ adopted }) => adopted !== undefined)).toEqual([])
  const resting = landlords.edition.activities.filter(({ basis }) => basis === 'legitimate-interests')
  expect(resting.length).toBeGreaterThan(10)
  expect(resting.filter(({ id }) => assessmentInDate(landlords, id, today))).toEqual([])
  const on = await testDatabase()
  const { gate } = await testGate(on, landlords)
  const { person } = await putPerson(on)
  const opened = await gate.open(colleague('research-analyst'), { activity: 'research', person, because: 'case' })
  expect(opened.ok ? await opened.read(contactDetails) : opened).toMatchObject({
    ok: false,
    refusal: { reasons: [{ code: 'lacks-assessment-in-date' }] },
  })
  const { hash, edition } = adoptedWith()
  expect(assessmentInDate({ hash, edition }, 'research', today)).toBe(true)
})

test('in the invented example a proposal counts, and the page says that it is only for that', async () => {
  const page = async (current: ReleasedEdition) => {
    const { app } = exampleSite({ editions: { current: () => current, list: () => [], get: () => current } })
    return (await app.inject('/notice/interests')).body
  }
  expect(assessmentInDate(released, 'research', today)).toBe(true)
  const promises = exampleSite({ editions: { current: () => released, list: () => [], get: () => released } })
  expect((await promises.app.inject('/promises')).body).toContain('They count only because this is an invented example')
  expect(await page(released)).toContain('They count as adopted only because this is an invented example')
  const { hash, edition } = released
  expect(await page({ hash, edition })).toContain('Nothing rests on a proposal')
  expect(await page(adoptedWith())).toContain('By The board on 1 November 2026: passed')
})

test('the landlord has a list of what it has still to adopt', () => {
  const open = leftToConfirm(released.edition)
  expect(open.filter(({ kind }) => kind === 'assessment').length).toBe(17)
  expect(leftToConfirm(adoptedWith().edition).length).toBe(open.length - 1)
})

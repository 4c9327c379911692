import { expect, test } from 'vitest'
import { pageOfEvidence } from '#evidence/read.ts'
import { assessmentInDate } from '#facts/assessment.ts'
import type { Circumstance } from '#notice/vocabulary.ts'
import { contactDetails } from '#records/contact-detail/contact-detail.ts'
import { testDatabase } from '../support/database.ts'
import { decided } from '../support/decided.ts'
import { changed, livewest, today } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putObjection, putPerson } from '../support/people.ts'

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

test('an assessment that failed, or is past its review, counts as none', () => {
  const named = research?.assessment
  const with_ = (change: object) =>
    changed(released, (edition) => ({
      ...edition,
      assessments: edition.assessments.map((each) => (each.id === named ? { ...each, ...change } : each)),
    })).edition
  expect(assessmentInDate(with_({}), 'research', today)).toBe(true)
  expect(assessmentInDate(with_({ outcome: 'failed' }), 'research', today)).toBe(false)
  expect(assessmentInDate(with_({ reviewBy: '2026-11-22' }), 'research', today)).toBe(false)
  expect(assessmentInDate(with_({ reviewBy: '2026-11-23' }), 'research', today)).toBe(true)
})

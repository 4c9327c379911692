import { expect, test } from 'vitest'
import { decide } from '#decisions/decide.ts'
import { assessmentInDate } from '#facts/assessment.ts'
import type { Circumstance } from '#notice/vocabulary.ts'
import { changed, livewest, today } from '../support/edition.ts'

const released = await livewest()
const research = released.edition.activities.find((activity) => activity.id === 'research')
const ask = (...present: readonly Circumstance[]) =>
  decide(released, {
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

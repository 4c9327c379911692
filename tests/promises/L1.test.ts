import { expect, test } from 'vitest'
import { circumstances } from '#notice/vocabulary.ts'
import { decided } from '../support/decided.ts'
import { livewest } from '../support/edition.ts'

const released = await livewest()

test('nothing is permitted without a lawful basis: every grant, with everything else in order, names one', () => {
  const helpful = new Set(
    circumstances.filter((name) => !['consent-refused', 'objection', 'restriction', 'on-hold', 'under-18'].includes(name)),
  )
  let permitted = 0
  for (const activity of released.edition.activities) {
    for (const grant of activity.colleagues) {
      for (const [role] of grant.roles.map((each) => [each])) {
        for (const category of grant.categories) {
          if (role === undefined) continue
          const act = grant.acts[0] ?? 'view'
          const decision = decided(released, { who: { role }, act, activity: activity.id, categories: [category], circumstances: helpful })
          if (decision.outcome !== 'permitted') continue
          permitted += 1
          expect(decision.basis, `${activity.id} ${category}`).toBe(activity.basis)
        }
      }
    }
  }
  expect(permitted).toBeGreaterThan(500)
})

test('an activity that the notice does not have has no basis, and is refused', () => {
  const decision = decided(released, {
    who: { role: 'housing-officer' },
    act: 'view',
    activity: 'curiosity',
    categories: ['tenure'],
    circumstances: new Set(),
  })
  expect(decision).toMatchObject({ outcome: 'refused', reasons: [{ code: 'activity-unknown' }] })
})

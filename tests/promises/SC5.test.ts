import { expect, test } from 'vitest'
import { circumstances, criminalCategories, specialCategories } from '#notice/vocabulary.ts'
import { decided } from '../support/decided.ts'
import { livewest } from '../support/edition.ts'

const released = await livewest()
const guarded: ReadonlySet<string> = new Set([...specialCategories, ...criminalCategories])

/** All that could ever open something, but for the reason itself. */
const allElse = new Set(
  circumstances.filter(
    (name) => !['special-category-reason', 'consent-refused', 'objection', 'restriction', 'on-hold', 'under-18'].includes(name),
  ),
)

test('special category information is closed to every role until a reason is given this time', () => {
  const asked: string[] = []
  for (const activity of released.edition.activities) {
    for (const grant of activity.colleagues) {
      const act = grant.acts.find((each) => each === 'view' || each === 'use')
      const [role] = grant.roles
      for (const category of grant.categories.filter((each) => guarded.has(each))) {
        if (act === undefined || role === undefined) continue
        const decision = decided(released, { who: { role }, act, activity: activity.id, categories: [category], circumstances: allElse })
        asked.push(category)
        expect(decision.outcome, `${activity.id} ${role} ${category}`).not.toBe('permitted')
        const reasons = decision.outcome === 'permitted' ? [] : decision.reasons.map((reason) => reason.code)
        expect(reasons, `${activity.id} ${role} ${category}`).toContain('lacks-special-category-reason')
      }
    }
  }
  expect(asked.length).toBeGreaterThan(40)
})

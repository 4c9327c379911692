import { describe, expect, test } from 'vitest'
import { ceilingOf, ceilings } from '#notice/ceiling.ts'
import { activities, type Category, categories, criminalCategories, sensitivityOf, specialCategories } from '#notice/vocabulary.ts'

function activitiesWith(category: Category): readonly string[] {
  return activities.filter((activity) => ceilingOf(activity)?.has(category))
}

describe('the most that any landlord may allow', () => {
  test('is said for each of the forty-one activities', () => {
    expect(activities.length).toBe(41)
    expect(Object.keys(ceilings).toSorted()).toEqual([...activities].toSorted())
  })

  test('names nothing twice', () => {
    for (const activity of activities) expect(ceilings[activity].length, activity).toBe(ceilingOf(activity)?.size)
  })

  test.each(categories)('%s has some use', (category) => {
    expect(activitiesWith(category)).not.toEqual([])
  })

  test.each(['political-opinion', 'trade-union-membership'] as const)('%s is never collected, only found and deleted', (category) => {
    expect(activitiesWith(category)).toEqual(['rights-requests'])
  })

  test('a password is used to check who somebody is, and nowhere else', () => {
    expect(activitiesWith('identity-secrets')).toEqual(['identity-verification'])
  })

  test.each([
    'rent-collection',
    'housing-benefit',
    'service-charges',
    'debt-recovery',
    'marketing',
    'publicity',
    'call-recording',
  ] as const)('%s has no special or criminal category', (activity) => {
    expect(ceilings[activity].filter((category) => sensitivityOf(category) !== 'ordinary')).toEqual([])
  })

  test('a repair shows neither money nor a diagnosis', () => {
    for (const closed of ['rent-account', 'payment-arrangements', 'health', 'disability', ...criminalCategories] as const) {
      expect(ceilingOf('repairs')?.has(closed), closed).toBe(false)
    }
  })

  test('an equality answer stands apart from the working record', () => {
    const working = ['ethnic-origin', 'religion-or-belief', 'sexual-orientation'] as const
    for (const category of working) {
      expect(activitiesWith(category).filter((activity) => activity !== 'regulatory-requirements')).toEqual([
        'safeguarding',
        'equality-monitoring',
        'rights-requests',
      ])
    }
    expect(ceilingOf('equality-monitoring')?.has('personal-details')).toBe(false)
  })

  test('a request about one’s own data reaches all but passwords', () => {
    const closed = categories.filter((category) => !ceilingOf('rights-requests')?.has(category))
    expect(closed).toEqual(['identity-secrets'])
    expect(specialCategories.every((category) => ceilingOf('rights-requests')?.has(category))).toBe(true)
  })
})

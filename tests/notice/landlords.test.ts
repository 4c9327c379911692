import { describe, expect, test } from 'vitest'
import { categoriesOf } from '#gate/record-type.ts'
import { ceilingOf } from '#notice/ceiling.ts'
import { checkLandlord } from '#notice/check.ts'
import { dueOn, retentionRuleFor } from '#notice/retention-of.ts'
import { activities } from '#notice/vocabulary.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { aDay, editionOf, filesOf, smallLandlords } from './landlord-files.ts'

describe('another landlord replaces one folder, and no code', () => {
  test.each(smallLandlords)('%s loads and nothing is found wrong with it', async (landlord) => {
    const { edition, findings } = checkLandlord(await filesOf(landlord), { today: aDay })
    expect(findings).toEqual([])
    expect(edition?.activities.length).toBeGreaterThan(3)
  })

  test.each(smallLandlords)('%s needs all that it holds of what the software can store', async (landlord) => {
    const categoriesStored = everyRecordType.flatMap((type) => categoriesOf(type).map((category) => ({ category, storedIn: type.name })))
    expect(categoriesStored.length).toBeGreaterThan(10)
    expect(checkLandlord(await filesOf(landlord), { today: aDay, categoriesStored }).findings).toEqual([])
  })

  test('each landlord keeps call recordings for its own time, and one records no calls', async () => {
    const called = Temporal.PlainDate.from('2026-01-31')
    const due = async (landlord: (typeof smallLandlords)[number]) => {
      const rule = retentionRuleFor(await editionOf(landlord), 'call-recordings', 'call-recording')
      return rule && dueOn(rule, called).toString()
    }
    expect(await due('harbour-homes')).toBe('2026-04-01')
    expect(await due('city-trust')).toBe('2026-02-28')
    expect(await due('moor-coop')).toBeUndefined()
  })

  test('a landlord may do something that the software has never heard of', async () => {
    for (const [landlord, own] of [
      ['harbour-homes', 'mooring-permits'],
      ['moor-coop', 'allotment-rota'],
      ['city-trust', 'roof-garden'],
    ] as const) {
      const { activities: theirs } = await editionOf(landlord)
      expect(theirs.map((activity) => activity.id)).toContain(own)
      expect(activities).not.toContain(own)
      expect(ceilingOf(own)).toBeUndefined()
    }
  })

  test('a landlord without cameras says so, and has no clause about them', async () => {
    const { clauses, without } = await editionOf('harbour-homes')
    expect(clauses.map((clause) => clause.id)).not.toContain('CV1')
    expect(without?.find((left) => left.clauses.includes('CV1'))?.because).toContain('no camera')
  })

  test('the three have different roles', async () => {
    const roles = await Promise.all(smallLandlords.map(async (each) => (await editionOf(each)).roles.map((role) => role.id).join()))
    expect(new Set(roles).size).toBe(3)
  })
})

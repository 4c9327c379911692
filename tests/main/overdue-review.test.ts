import { join } from 'node:path'
import { expect, test } from 'vitest'
import { assessmentInDate } from '#facts/assessment.ts'
import { openEditions } from '../../src/main/editions/editions.ts'
import { checkedLandlord, landlordEdition } from '../../src/main/editions/landlord.ts'
import { adoptedFolder } from '../support/adopted-folder.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { home } from '../support/places.ts'

/** Long after every review in it was due. */
const later = Temporal.PlainDate.from('2031-01-05')

test('a landlord whose reviews are overdue is told each, starts all the same, and nothing rests on them', async () => {
  const folder = await adoptedFolder()
  const { edition, lapsed, findings } = await checkedLandlord(folder, later)
  expect(edition).toBe(undefined)
  expect(lapsed?.id).toBe((await livewest()).edition.id)
  expect(findings.length).toBeGreaterThan(10)
  const on = await testDatabase({ with: 'tables' })
  const clock = () => later.toZonedDateTime('Europe/London').add({ hours: 12 }).toInstant()
  const { inForce, wanted } = await openEditions({ landlord: folder, target: on.target, database: on.database, clock, example: true })
  const { released } = inForce()
  const rests = released.edition.activities.filter((each) => each.basis === 'legitimate-interests')
  expect(rests.length).toBeGreaterThan(3)
  expect(rests.filter(({ id }) => assessmentInDate(released, id, later))).toEqual([])
  await expect(wanted()).rejects.toMatchObject({ code: 'notice-not-clean' })
})

test('a notice that is wrong in anything else does not start', async () => {
  await expect(landlordEdition(join(home, 'tests'), later)).rejects.toMatchObject({ code: 'notice-not-clean' })
})

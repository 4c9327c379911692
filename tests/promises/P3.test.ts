import { expect, test } from 'vitest'
import { columnsOf, tableOf } from '#gate/columns.ts'
import { privilegesOf } from '#gate/privileges.ts'
import { categoriesOf } from '#gate/record-type.ts'
import { ceilings } from '#notice/ceiling.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { livewest } from '../support/edition.ts'

const { edition } = await livewest()

test('whatever can be stored, some activity needs, and no activity has more than its ceiling', () => {
  const used = new Set(edition.activities.flatMap((activity) => activity.categories))
  for (const type of everyRecordType) for (const category of categoriesOf(type)) expect(used, type.name).toContain(category)
  for (const activity of edition.activities) {
    const ceiling: readonly string[] = Object.entries(ceilings).find(([id]) => id === activity.id)?.[1] ?? []
    for (const category of activity.categories) expect(ceiling, activity.id).toContain(category)
  }
})

test('chasing rent never has the column that says what somebody needs support with', () => {
  const rent = privilegesOf(edition, everyRecordType).filter((each) => each.activity === 'rent-collection')
  const people = rent.find((each) => each.table === 'person')
  expect(people?.select).toContain('last_name')
  expect(people?.select).not.toContain('sealed_support_needs')
  for (const type of everyRecordType.filter((each) => each.category === 'call-recordings')) {
    expect(rent.some((each) => each.table === tableOf(type) && each.select.includes(columnsOf(type, 'call-recordings')[0] ?? ''))).toBe(
      false,
    )
  }
})

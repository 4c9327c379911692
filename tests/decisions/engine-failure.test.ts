import { expect, test } from 'vitest'
import { compile } from '#decisions/compile.ts'
import { decide } from '#decisions/decide.ts'
import type { Request } from '#decisions/decision.ts'
import { engineOf } from '#decisions/engine.ts'
import { filter } from '#decisions/filter.ts'
import { actNumbers, categoryNumbers, cellAt, numberOf, roleNumbers, type Tables } from '#decisions/tables.ts'
import { liveWest } from './editions.ts'

const released = await liveWest()
const asked: Request = {
  who: { role: 'housing-officer' },
  act: 'view',
  activity: 'tenancy-management',
  categories: ['tenure'],
  circumstances: new Set(),
}
const failed = { outcome: 'refused', reasons: [{ code: 'engine-failed' }], clauses: ['P1'] }

function cellOf(tables: Tables): number {
  const activity = tables.activities.get(asked.activity) ?? -1
  return cellAt(activity, numberOf(roleNumbers, 'housing-officer'), numberOf(actNumbers, 'view'), numberOf(categoryNumbers, 'tenure'))
}

test('the question that the corrupt tables are asked is permitted by sound ones', () => {
  expect(engineOf(compile(released)).decide(asked).outcome).toBe('permitted')
})

test('a cell that leads to an entry of another cell is refused, not believed', () => {
  const tables = compile(released)
  const cell = cellOf(tables)
  tables.cells[cell] = (tables.cells[cell] ?? 0) + 1
  expect(engineOf(tables).decide(asked)).toEqual(failed)
  expect(filter(engineOf(tables), asked, [{ categories: ['tenure'], circumstances: 0 }])).toEqual([])
})

test('a table that was cut short refuses', () => {
  const tables = compile(released)
  expect(engineOf({ ...tables, cells: tables.cells.slice(0, 10) }).decide(asked)).toEqual(failed)
  expect(engineOf({ ...tables, covered: new Int32Array(0) }).decide({ ...asked, relationship: 'tenant' })).toEqual(failed)
  expect(engineOf({ ...tables, named: new Uint8Array(0) }).decide({ ...asked, categories: ['health'] })).toEqual(failed)
  expect(engineOf({ ...tables, entries: [undefined] }).decide(asked)).toEqual(failed)
})

test('an edition that cannot be read refuses', () => {
  const broken = new Proxy(released.edition, {
    get() {
      throw new Error('unreadable')
    },
  })
  expect(decide({ hash: released.hash, edition: broken }, asked)).toEqual(failed)
})

test('a circumstance that has no number never counts as the first one', () => {
  const unheard: ReadonlySet<never> = new Set(JSON.parse('["made-up"]'))
  expect(engineOf(compile(released)).decide({ ...asked, circumstances: unheard })).toEqual(failed)
})

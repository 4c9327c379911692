import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { livewest } from './support/edition.ts'
import { home } from './support/places.ts'

const { edition } = await livewest()
const names = (await readdir(join(home, 'tests/promises'))).map((file) => /^([A-Z]{1,2}\d{1,2})\.test\.ts$/.exec(file)?.[1])

test('every test of a promise is named for a clause that the notice makes', () => {
  const clauses = new Set(edition.clauses.map((clause) => clause.id))
  expect(names.filter((name) => name === undefined || !clauses.has(name))).toEqual([])
  expect(names.length).toBeGreaterThan(10)
})

import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { promiseStates } from '#duties/promises/promise-states.ts'
import { sweep } from '#duties/retention/sweep.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { promiseTests } from '../src/main/promise-tests.ts'
import { testDatabase } from './support/database.ts'
import { livewest } from './support/edition.ts'
import { testGate } from './support/gate.ts'
import { home } from './support/places.ts'

const released = await livewest()
const folder = join(home, 'tests/promises')
const files = await readdir(folder)
const names = files.map((file) => /^([A-Z]{1,2}\d{1,2})(\.in-part)?\.test\.tsx?$/.exec(file)?.[1])

test('every test of a promise is named for a clause that the notice makes', () => {
  const clauses = new Set(released.edition.clauses.map((clause) => clause.id))
  expect(names.filter((name) => name === undefined || !clauses.has(name))).toEqual([])
  expect(names.length).toBeGreaterThan(10)
})

test('no promise’s test is an empty file', async () => {
  for (const file of files) {
    const text = await readFile(join(folder, file), 'utf8')
    expect(text, file).toMatch(/\b(test|usesPermitted|sharingsPermitted|sourcesListed|heldAs)(\.each)?\(/)
  }
})

test('a promise is called kept where a test holds all of it, and nowhere else', async () => {
  const on = await testDatabase()
  const { deps } = await testGate(on, released)
  await sweep({ ...deps, types: everyRecordType }, { dryRun: false })
  const states = await promiseStates({ ...deps, tests: await promiseTests(home) })
  const kept = states.filter((state) => state.state === 'kept').map((state) => state.clause)
  const whole = files.filter((file) => !file.includes('.in-part.')).map((file) => file.replace(/\.test\.tsx?$/, ''))
  expect(kept.toSorted()).toEqual(whole.toSorted())
  // What holds a part is named beside it, so that anybody can see how far it has come.
  const inPart = states.filter(({ state, tests }) => state === 'not yet' && tests.length > 0).map((state) => state.clause)
  expect(inPart.length).toBe(files.length - whole.length)
  expect(states.filter((state) => state.state === 'broken')).toEqual([])
  expect(states.length).toBe(released.edition.clauses.length)
})

import { mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { keepingOf } from '#duties/promises/every-keeping.ts'
import { promiseStates } from '#duties/promises/promise-states.ts'
import { sweep } from '#duties/retention/sweep.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { promiseTests, type Results, resultsFile } from '../src/main/promise-tests.ts'
import { versionOf } from '../src/main/version.ts'
import { testDatabase } from './support/database.ts'
import { changed, livewest } from './support/edition.ts'
import { testGate } from './support/gate.ts'
import { putPerson, putRecording } from './support/people.ts'
import { home } from './support/places.ts'

const released = await livewest()
const folder = join(home, 'tests/promises')
const files = await readdir(folder)
const names = files.map((file) => /^([A-Z]{1,2}\d{1,2})\.test\.tsx?$/.exec(file)?.[1])

test('every test of a promise is named for a clause that the notice makes', () => {
  const clauses = new Set(released.edition.clauses.map((clause) => clause.id))
  expect(names.filter((name) => name === undefined || !clauses.has(name))).toEqual([])
  expect(names.length).toBeGreaterThan(10)
})

test('no promise’s test is an empty file', async () => {
  for (const file of files) {
    const text = await readFile(join(folder, file), 'utf8')
    expect(text, file).toMatch(/\b(test|heldAs)(\.each)?\(/)
  }
})

test('whatever is said to be kept, in whole or in part, has its test', async () => {
  const tests = await promiseTests(home)
  const untested = released.edition.clauses.filter((clause) => keepingOf(clause).extent !== 'none' && !tests.has(clause.id))
  expect(untested.map(({ id }) => id)).toEqual([])
})

const on = await testDatabase()
const { deps } = await testGate(on, released)
const states = async (more: object = {}) =>
  new Map((await promiseStates({ ...deps, tests: new Map(), ...more })).map((each) => [each.clause, each]))

test('a system that has just begun has promises in place, and breaks none', async () => {
  await sweep({ ...deps, types: everyRecordType }, { dryRun: false })
  const begun = await states()
  expect([...begun.values()].filter(({ state }) => state === 'broken')).toEqual([])
  expect(begun.size).toBe(released.edition.clauses.length)
  expect(begun.get('D7')).toMatchObject({ state: 'in place', evidence: 'No call recordings are held yet.' })
  expect(begun.get('U5')).toMatchObject({ state: 'not yet', lacks: expect.stringContaining('Repairs') })
  expect(begun.get('TC2')).toMatchObject({ state: 'in part', lacks: expect.stringContaining('recording') })
  const { person } = await putPerson(on)
  await putRecording(on, person, '2026-11-20')
  expect((await states()).get('D7')).toMatchObject({ state: 'kept', evidence: '1 call recording held.' })
})

test('an edition that opens calls on hold to others breaks the promise at once', async () => {
  const open = changed(released, (edition) => {
    for (const { colleagues } of edition.activities) for (const grant of colleagues) grant.stops = []
    return edition
  })
  const { deps: theirs } = await testGate(on, open)
  const broken = (await promiseStates({ ...theirs, tests: new Map() })).find(({ clause }) => clause === 'TC4')
  expect(broken).toMatchObject({ state: 'broken', evidence: expect.stringMatching(/^This edition allows it: /) })
})

test('the results of tests are those of this version or none, and change no state', async () => {
  const at = await mkdtemp(join(tmpdir(), 'assured-results-'))
  const write = async (path: string, text: string) => {
    await mkdir(dirname(join(at, path)), { recursive: true })
    await writeFile(join(at, path), text)
  }
  await write('tests/promises/P5.test.ts', 'test')
  await write('src/a.ts', '1')
  await write('package-lock.json', '{}')
  const results = async (more: Partial<Results>) => {
    const text: Results = {
      version: await versionOf(at),
      on: '2026-11-29',
      files: { 'tests/promises/P5.test.ts': 'passed' },
      ...more,
    }
    await write(resultsFile, JSON.stringify(text))
    return (await promiseTests(at)).get('P5')?.tested
  }
  expect(await results({})).toEqual({ result: 'passed', on: '2026-11-29', lastPassed: '2026-11-29' })
  expect(await results({ files: { 'tests/promises/P5.test.ts': 'failed' } })).toEqual({
    result: 'failed',
    on: '2026-11-29',
    lastPassed: null,
  })
  expect(await results({ files: {} })).toEqual({ result: 'not for this version', on: null, lastPassed: null })
  expect(await results({ version: 'another' })).toEqual({ result: 'not for this version', on: null, lastPassed: '2026-11-29' })
  await results({})
  await write('src/a.ts', '2')
  const tests = await promiseTests(at)
  expect(tests.get('P5')?.tested.result).toBe('not for this version')
  expect((await states({ tests })).get('P5')?.state).toBe((await states()).get('P5')?.state)
})

import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { probedClauses } from '#duties/promises/every-keeping.ts'
import type { ClauseTests, Tested } from '#duties/promises/promise-states.ts'
import { versionOf } from './version.ts'

/** Where the last whole run of the tests wrote how it ended; kept with the code. */
export const resultsFile = 'docs/test-results.json'

/** `version`: of the code that was tested (`versionOf`). `on`: the day. `files`: how the tests of each clause ended. */
const resultsShape = z.strictObject({
  version: z.string(),
  on: z.iso.date(),
  files: z.record(z.string(), z.enum(['passed', 'failed'])),
})
export type Results = z.infer<typeof resultsShape>

/** It asks an edition every question that a clause stands for. */
const probesTest = 'tests/clauses.test.ts'

/**
 * The tests of each clause (`tests/promises/TC3.test.ts` proves TC3), and how they ended for this version of the software. Empty where the
 * tests are not installed.
 */
export async function promiseTests(home: string): Promise<ReadonlyMap<string, ClauseTests>> {
  const names = await readdir(join(home, 'tests/promises')).catch(() => [])
  const [results, version] = [await lastResults(home), await versionOf(home)]
  const files = new Map<string, readonly string[]>()
  for (const name of names.toSorted()) {
    const [, clause] = /^([A-Z]{1,2}\d{1,2})\.test\.tsx?$/.exec(name) ?? []
    if (clause !== undefined) files.set(clause, [...(files.get(clause) ?? []), `tests/promises/${name}`])
  }
  if (names.length > 0) for (const clause of probedClauses) files.set(clause, [...(files.get(clause) ?? []), probesTest])
  return new Map([...files].map(([clause, own]) => [clause, { files: own, tested: testedOf(own, results, version) }]))
}

function testedOf(files: readonly string[], results: Results | undefined, version: string): Tested {
  const ended = files.map((file) => results?.files[file])
  if (results === undefined || ended.includes(undefined)) return { result: 'not for this version', on: null, lastPassed: null }
  const lastPassed = ended.includes('failed') ? null : results.on
  if (results.version !== version) return { result: 'not for this version', on: null, lastPassed }
  return { result: ended.includes('failed') ? 'failed' : 'passed', on: results.on, lastPassed }
}

/** The results of the last whole run, of whichever version. */
async function lastResults(home: string): Promise<Results | undefined> {
  const text = await readFile(join(home, resultsFile), 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  return resultsShape.safeParse(JSON.parse(text)).data
}

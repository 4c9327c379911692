import { readFileSync, writeFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import type { Reporter, TestModule, Vitest } from 'vitest/node'
import { type Results, resultsFile } from '../../src/main/promise-tests.ts'
import { versionOf } from '../../src/main/version.ts'
import { home } from './places.ts'

/** Tests of clauses: each of their files is in the results. */
const ofClauses = /^tests\/(promises\/[^/]+|clauses)\.test\.tsx?$/

/** After a run of every test, writes how the tests of each clause ended. A run of some of them writes nothing. */
export default class ResultsReporter implements Reporter {
  #vitest: Vitest | undefined

  onInit(vitest: Vitest): void {
    this.#vitest = vitest
  }

  async onTestRunEnd(modules: readonly TestModule[]): Promise<void> {
    const every = (await this.#vitest?.globTestSpecifications()) ?? []
    const isWhole =
      every.length > 0 && new Set(modules.map(({ moduleId }) => moduleId)).size === new Set(every.map(({ moduleId }) => moduleId)).size
    const isNarrowed = this.#vitest?.config.testNamePattern !== undefined
    if (!isWhole || isNarrowed) return
    const files = Object.fromEntries(
      modules
        .map((module) => [relative(home, module.moduleId).split(sep).join('/'), module.state() === 'passed' ? 'passed' : 'failed'] as const)
        .filter(([file]) => ofClauses.test(file))
        .toSorted(([one], [other]) => (one < other ? -1 : 1)),
    )
    const results: Results = { version: await versionOf(home), on: Temporal.Now.plainDateISO('Europe/London').toString(), files }
    write(`${JSON.stringify(results, null, 2)}\n`)
  }
}

/** The same results as before are not written again: only their day would change. */
function write(text: string): void {
  const path = join(home, resultsFile)
  const dayless = (of: string) => of.replace(/"on": "[^"]*"/, '')
  let before = ''
  try {
    before = readFileSync(path, 'utf8')
  } catch {
    // There was none.
  }
  if (dayless(before) !== dayless(text)) writeFileSync(path, text)
}

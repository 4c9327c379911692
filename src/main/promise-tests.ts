import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** The tests that hold each clause, by their names: `tests/promises/TC3.test.ts` holds TC3. Empty where the tests are not installed. */
export async function promiseTests(home: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const names = await readdir(join(home, 'tests/promises')).catch(() => [])
  const byClause = new Map<string, string[]>()
  for (const name of names.toSorted()) {
    const clause = /^([A-Z]{1,2}\d{1,2})[.-].*test\.tsx?$/.exec(name)?.[1]
    if (clause !== undefined) byClause.set(clause, [...(byClause.get(clause) ?? []), `tests/promises/${name}`])
  }
  return byClause
}

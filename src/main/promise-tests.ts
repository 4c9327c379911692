import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { ClauseTests } from '#duties/promises/promise-states.ts'

/**
 * The names of the tests that prove each clause: `tests/promises/TC3.test.ts` proves TC3, `B2.in-part.test.ts` the part of B2 that the software
 * keeps. Empty where the tests are not installed.
 */
export async function promiseTests(home: string): Promise<ReadonlyMap<string, ClauseTests>> {
  const names = await readdir(join(home, 'tests/promises')).catch(() => [])
  const byClause = new Map<string, ClauseTests>()
  for (const name of names.toSorted()) {
    const [, clause, inPart] = /^([A-Z]{1,2}\d{1,2})(\.in-part)?\.test\.tsx?$/.exec(name) ?? []
    if (clause === undefined) continue
    const known = byClause.get(clause)
    const files = [...(known?.files ?? []), `tests/promises/${name}`]
    byClause.set(clause, { files, whole: (known?.whole ?? true) && inPart === undefined })
  }
  return byClause
}

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { importHackney } from '#exchange/hackney/import.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { testGate } from '../support/gate.ts'
import { home } from '../support/places.ts'
import { bulk, familyOf, filesOf } from './hackney-files.ts'

const killed = await testDatabase()
const whole = await testDatabase()
const released = await livewest()
const gates = { killed: await testGate(killed, released), whole: await testGate(whole, released) }

const families = 4000

/** All that is held, whoever stored it and when. */
async function content(on: TestDatabase): Promise<readonly unknown[]> {
  const tables = ['asset', 'person', 'tenure', 'household_member']
  return on.asAdmin(async (admin) => {
    const found = []
    for (const table of tables)
      found.push(
        await admin.query(`select count(*) as rows, md5(string_agg(md5(to_jsonb(t)::text), '' order by id)) as sum from ${table} t`),
      )
    return found
  })
}

test('an import killed again and again, and begun again, ends the same as one that was let alone', async () => {
  const made = Array.from({ length: families }, (_, n) => familyOf(`Amina ${n}`))
  const files = await filesOf({
    persons: made.map((each) => bulk(each.person)).join(''),
    tenures: made.map((each) => bulk(each.tenure)).join(''),
    assets: made.map((each) => bulk(each.asset)).join(''),
  })
  let cutOff = 0
  for (const delay of [30, 150, 280, 400, 600]) {
    const importer = spawn(
      process.execPath,
      [join(home, 'tests/exchange/importer.ts'), JSON.stringify(killed.target), join(killed.data, 'keys', 'kek'), JSON.stringify(files)],
      { cwd: home, stdio: ['ignore', 'pipe', 'inherit'] },
    )
    const ended = once(importer, 'exit')
    await once(importer.stdout, 'data')
    await setTimeout(delay)
    importer.kill('SIGKILL')
    const [, signal] = await ended
    if (signal === 'SIGKILL') cutOff += 1
    const [tenures] = await killed.asAdmin((admin) =>
      admin.query<{ rows: number }>(
        'select count(*) as rows from tenure t where not exists (select from household_member m where m.tenure_id = t.id)',
      ),
    )
    expect(tenures?.rows).toBe(0)
  }
  expect(cutOff).toBeGreaterThan(2)
  const report = await importHackney(gates.killed.deps, files)
  expect(report).toMatchObject({ read: families * 3, refused: [] })
  expect(report.stored + report.unchanged).toBe(families * 3)
  expect(await importHackney(gates.whole.deps, files)).toMatchObject({ stored: families * 3 })
  expect(await content(killed)).toEqual(await content(whole))
}, 120_000)

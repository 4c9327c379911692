import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { importCsvCommand } from '#cli/commands/import.ts'
import { makeExample } from '#exchange/example/make-example.ts'
import { assessmentInDate } from '#facts/assessment.ts'
import { openEditions } from '../../src/main/editions/editions.ts'
import { contextOf, systemOf } from '../cli/context.ts'
import { testDatabase } from '../support/database.ts'
import { noon, today } from '../support/edition.ts'
import { testGate } from '../support/gate.ts'
import { home } from '../support/places.ts'

/** A system beside whose invented example nothing has been imported yet, and how proposals count in it now. */
async function tryingOut(exampleStated: boolean) {
  const on = await testDatabase()
  const landlord = join(home, 'landlords/livewest')
  const opened = { landlord, target: on.target, database: on.database, clock: () => noon, example: true, exampleStated }
  const editions = await openEditions(opened)
  const { deps } = await testGate(on, editions.inForce().released)
  await makeExample(deps, { people: 4, seed: 3, today })
  const { refresh, inForce } = editions
  const counts = async () => {
    await refresh()
    return assessmentInDate(inForce().released, 'call-quality', today)
  }
  const system = systemOf({ ...deps, inForce }, { refresh })
  return { counts, context: contextOf({ system: async () => system }) }
}

async function imported(context: ReturnType<typeof contextOf>, options: Readonly<Record<string, boolean>> = {}): Promise<string> {
  const file = join(await mkdtemp(join(tmpdir(), 'assured-import-')), 'people.csv')
  await writeFile(file, 'reference,firstName,lastName\nP1,Ada,Import\n')
  const { text } = await importCsvCommand.run(context, { words: [file], options })
  return text ?? ''
}

test('what is proposed counts in the invented example until something else is imported, and the import says so', async () => {
  const { counts, context } = await tryingOut(false)
  expect(await counts()).toBe(true)
  await imported(context, { 'dry-run': true })
  expect(await counts()).toBe(true)
  const said = await imported(context)
  expect(said).toContain('stored 1')
  expect(said).toContain('they no longer count as adopted')
  expect(said).toContain('ASSURED_EXAMPLE=on')
  expect(await counts()).toBe(false)
  expect(await imported(context)).not.toContain('no longer count')
})

test('whoever says that imports are for trying out too keeps what counts in the example', async () => {
  const { counts, context } = await tryingOut(true)
  expect(await imported(context)).not.toContain('no longer count')
  expect(await counts()).toBe(true)
})

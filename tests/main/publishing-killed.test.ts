import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { startServer } from '#store/server.ts'
import { asAdmin, targetOf } from '#store/target.ts'
import { begunFolder } from '../support/begun-folder.ts'
import { assured } from '../support/document-runs.ts'
import { home, schema } from '../support/places.ts'
import { dataFolder, until } from '../support/running-system.ts'

const [data, folder] = await Promise.all([begunFolder('empty'), dataFolder()])
const server = await startServer(data)
const target = await targetOf(server.admin, schema, data)
afterAll(async () => {
  if (!server.joined) await server.stop()
  await Promise.all([data, folder].map((each) => rm(each, { recursive: true, force: true })))
})

const rows = (text: string) => asAdmin(target, (admin) => admin.query<Record<string, unknown>>(text))

/** What a publication leaves: editions, their evidence, and of which edition the privileges are. */
async function published() {
  const [found] = await rows(`select (select count(*)::int from edition) as editions,
    (select count(*)::int from evidence where kind = 'publish') as evidence, obj_description('${schema}'::regnamespace, 'pg_namespace') as privileges`)
  return found
}

/** Keeps a table from being written to until it is let go. */
async function hold(table: string): Promise<() => Promise<void>> {
  const [held, letGo] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const holding = asAdmin(target, async (admin) => {
    await admin.query(`lock table ${table} in share mode`)
    held.resolve()
    await letGo.promise
  })
  await held.promise
  return async () => {
    letGo.resolve()
    await holding
  }
}

const waitsFor = async (table: string) =>
  (await rows(`select from pg_locks where not granted and relation = '${schema}.${table}'::regclass`)).length > 0

test('killed at any moment, a publication is there with its evidence and its privileges, or nothing of it is', async () => {
  const landlord = join(folder, 'livewest')
  await cp(join(home, 'landlords/livewest'), landlord, { recursive: true })
  const edition = join(landlord, 'edition.yaml')
  await writeFile(edition, (await readFile(edition, 'utf8')).replace("id: '2023-02'", 'id: newer'))
  const money = join(landlord, 'activities/30-money.yaml')
  const collecting = 'payment-arrangements, contact-log, documents, authority-to-act, consents]\n      clauses: [U2, D6]'
  const text = await readFile(money, 'utf8')
  expect(text).toContain(collecting)
  await writeFile(money, text.replace(collecting, collecting.replace('contact-log, ', '')))
  const environment = { ASSURED_LANDLORD: landlord, ASSURED_EXAMPLE: 'off' }
  const before = await published()

  async function killedWhen(comes: () => Promise<void>): Promise<void> {
    const words = [join(home, 'dist/assured.mjs'), 'notice', 'publish', '--data', data]
    const publishing = spawn(process.execPath, words, { cwd: home, env: { ...process.env, ...environment }, stdio: 'ignore' })
    const ended = once(publishing, 'exit')
    await comes()
    publishing.kill('SIGKILL')
    expect(await ended).toEqual([null, 'SIGKILL'])
  }
  const nobodyWrites = () =>
    until(
      async () =>
        (await rows(`select from pg_locks where relation = '${schema}.edition'::regclass and mode = 'RowExclusiveLock'`)).length === 0,
      30_000,
    )

  // Before anything is written.
  const letEdition = await hold('edition')
  await killedWhen(() => until(() => waitsFor('edition'), 120_000))
  await letEdition()
  await nobodyWrites()
  expect(await published()).toEqual(before)

  // The edition and its privileges are written; what is not is the evidence.
  const letAgain = await hold('edition')
  let letEvidence = async () => {}
  await killedWhen(async () => {
    await until(() => waitsFor('edition'), 120_000)
    letEvidence = await hold('evidence')
    await letAgain()
    await until(() => waitsFor('evidence'), 60_000)
  })
  await letEvidence()
  await nobodyWrites()
  expect(await published()).toEqual(before)

  // As soon as it is there.
  await killedWhen(() => until(async () => (await published())?.editions === 2, 120_000))
  const after = await published()
  expect(after).toMatchObject({ editions: 2, evidence: 2 })
  expect(after?.privileges).not.toBe(before?.privileges)
  const again = await assured(`notice publish --json --data ${data}`, environment)
  expect([again.exit, JSON.parse(again.out)]).toEqual([0, expect.objectContaining({ published: true, edition: 'newer' })])
  expect(await published()).toEqual(after)
  expect(await assured(`evidence verify --data ${data}`, environment)).toMatchObject({ exit: 0 })
}, 900_000)

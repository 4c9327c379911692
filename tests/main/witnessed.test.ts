import { execFile } from 'node:child_process'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, expect, test } from 'vitest'
import { openDatabase } from '#store/database.ts'
import { startServer } from '#store/server.ts'
import { asAdmin, targetOf } from '#store/target.ts'
import { assured } from '../support/document-runs.ts'
import { forgeChain } from '../support/forged-chain.ts'
import { home, schema } from '../support/places.ts'
import { dataFolder, sendSignal, startSystem, until } from '../support/running-system.ts'

const data = await dataFolder()
/** What is not the system's own: the witness's folder, somebody's copy of the public file, a backup. */
const outside = await dataFolder()
const audit = join(outside, 'audit')
const environment = { ASSURED_WITNESS: `Internal audit=${audit}`, ASSURED_EXAMPLE: 'off' }
afterAll(() => Promise.all([data, outside].map((folder) => rm(folder, { recursive: true, force: true }))))

const witnessed = async () => (await readdir(audit, { recursive: true })).filter((each) => each.endsWith('.txt')).toSorted()
const verify = (...more: readonly string[]) => assured(['evidence verify', ...more, `--data ${data}`].join(' '), environment)

/** Runs the system until the witness has another head, and longer where the test wants to look; then kills it. */
async function untilWitnessed(meanwhile: (at: string) => Promise<void> = async () => {}): Promise<void> {
  const before = (await witnessed()).length
  const system = await startSystem(environment, data)
  await until(
    async () => (await witnessed()).length > before,
    60_000,
    () => system.said.err,
  )
  await meanwhile(system.at)
  await system.becomesReady()
  sendSignal(system.process.pid ?? 0, 'SIGKILL')
  await system.ended
}

/** The check in the document, as somebody types it who has the file and no network. */
async function checkedByHand(file: string): Promise<string> {
  const document = await readFile(join(home, 'docs/witnesses.md'), 'utf8')
  const script = /```bash\n([\s\S]*?)```/.exec(document)?.[1] ?? ''
  await writeFile(join(outside, 'heads.txt'), file)
  return (await promisify(execFile)('bash', ['-c', script], { cwd: outside })).stdout
}

async function forge(): Promise<void> {
  const server = await startServer(data)
  const target = await targetOf(server.admin, schema, data)
  const database = openDatabase(target.app, target.schema, { connections: 2 })
  const superuser = (sql: string) => asAdmin(target, (admin) => admin.query(`set local session_replication_role = replica; ${sql}`))
  await superuser(`update evidence set actor = 'system:somebody-else' where seq = (select min(seq) from evidence)`)
  await forgeChain(database, superuser, join(data, 'evidence', schema, 'heads.log'))
  await database.close()
  if (!server.joined) await server.stop()
}

test('what a running system seals is witnessed, checked by anybody, lost by a restore and forged by nobody unseen', async () => {
  await mkdir(audit)
  await untilWitnessed(async (at) => {
    const read = async (path: string) => (await fetch(at + path)).text()
    expect(await read('/promises')).toContain('witnessed by Internal audit')
    const file = await read('/promises/heads.txt')
    const [head = ''] = /[0-9a-f]{64}/.exec((await witnessed())[0] ?? '') ?? []
    expect(file).toContain(` ${head} [`)
    expect(await checkedByHand(file)).toMatch(/^checked up to [0-9a-f]{64}\n$/)
    expect(await checkedByHand(file.replace(/"\]\n/, '0"]\n'))).toContain('is not made of what it says')
    expect(await read('/promises/proof')).toContain(head)
  })
  expect(await verify('--witness')).toMatchObject({ exit: 0, out: expect.stringContaining('is as it was witnessed') })

  const doctor = () => assured(`doctor --data ${data}`, environment)
  const sees = (out: string) => expect.objectContaining({ out: expect.stringMatching(out) })
  expect(await doctor()).toEqual(sees('well +witness Internal audit: a folder, .*Witnessed by Internal audit on .*: seal '))
  await rename(audit, `${audit}-away`)
  expect(await doctor()).toEqual(
    sees('WRONG +witness Internal audit: the folder of the witness “Internal audit” does not do what it is asked .`ENOENT`'),
  )
  expect(await verify('--witness')).toMatchObject({ exit: 1, out: expect.stringContaining('could not be reached') })
  await rename(`${audit}-away`, audit)

  expect(await assured(`backup --out ${outside}/monday --data ${data}`, environment)).toMatchObject({ exit: 0 })
  await untilWitnessed()
  expect(await assured(`restore ${outside}/monday --replace --data ${data}`, environment)).toMatchObject({ exit: 0 })
  const restored = await verify('--witness')
  expect(restored).toMatchObject({ exit: 0, out: expect.stringContaining('the evidence is whole, but for what a restore took') })
  expect(restored.out).toMatch(/“Internal audit” has \d+ heads?, of seals \d+ to \d+, that a restore took from here/)
  await untilWitnessed()
  expect(await verify('--witness')).toMatchObject({ exit: 0 })

  await forge()
  expect(await verify()).toMatchObject({ exit: 0, out: expect.stringContaining('the evidence is whole') })
  const found = await verify('--witness')
  expect(found).toMatchObject({ exit: 1, out: expect.stringContaining('the evidence was tampered with') })
  expect(found.out).toContain('the witness “Internal audit” has the head of seal')
  expect(await assured(`evidence verify --witness --data ${data}`, { ASSURED_EXAMPLE: 'off' })).toMatchObject({
    exit: 1,
    out: expect.stringContaining('no witness set'),
  })
}, 600_000)

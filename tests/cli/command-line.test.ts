import { execFile } from 'node:child_process'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { home } from '../support/places.ts'

type Said = { readonly exit: number; readonly out: string; readonly err: string }

/** The real command line, in a process of its own. */
function assured(args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<Said> {
  return new Promise((resolve) => {
    execFile(join(home, 'assured'), [...args], { cwd: home, env: { ...process.env, ...environment } }, (error, out, err) => {
      resolve({ exit: typeof error?.code === 'number' ? error.code : 0, out, err })
    })
  })
}

const json = (said: Said): unknown => JSON.parse(said.out)

describe('the command line', () => {
  test.each([
    [[], 0],
    [['--help'], 0],
    [['fly'], 2],
    [['decide', '--role', 'housing-officer'], 2],
    [
      ['decide', '--role', 'housing-officer', '--recipient', 'police', '--act', 'view', '--activity', 'repairs', '--category', 'repairs'],
      2,
    ],
    [['decide', '--colour', 'red'], 2],
    [['sar', 'somebody', '--out', 'x'], 2],
    [['notice', 'compare', 'one'], 2],
    [['scenarios', 'not-there.json'], 2],
  ])('%j ends with exit code %d, and says how it is used', async (args, exit) => {
    const said = await assured(args)
    expect(said.exit).toBe(exit)
    expect(`${said.out}${said.err}`).toContain('./assured')
    expect(said.err).not.toMatch(/\n\s+at /)
  })

  test('an impossible setting is named, not guessed at', async () => {
    expect(await assured(['notice', 'check'], { ASSURED_PORT: 'eighty' })).toMatchObject({
      exit: 1,
      err: expect.stringContaining('`ASSURED_PORT`'),
    })
    const said = await assured(['notice', 'check', '--json'], { ASSURED_LANDLORD: 'landlords/nobody' })
    expect(said.exit).toBe(1)
    expect(json(said)).toMatchObject({ error: { code: 'landlord-folder-unreadable' } })
  })
})

describe('decide', () => {
  const ask = (...args: readonly string[]) => assured(['decide', ...args, '--json'])

  test('answers with basis, clauses and the edition that answered', async () => {
    const said = await ask('--role', 'repairs-planner', '--act', 'view', '--activity', 'repairs', '--category', 'repairs,contact-details')
    expect(said.exit).toBe(0)
    expect(json(said)).toMatchObject({
      permitted: true,
      outcome: 'permitted',
      basis: 'contract',
      condition: null,
      reasons: [],
      remedy: null,
      edition: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
  })

  test('refuses with reason and remedy, exit code 3', async () => {
    const said = await ask('--role', 'repairs-planner', '--act', 'view', '--activity', 'repairs', '--category', 'rent-account')
    expect(said.exit).toBe(3)
    expect(json(said)).toMatchObject({
      permitted: false,
      outcome: 'refused',
      reasons: ['category-not-in-activity'],
      remedy: expect.any(String),
    })
  })

  test('refuses a word it does not know, and offers the nearest', async () => {
    const said = await ask('--role', 'repair-planner', '--act', 'view', '--activity', 'repairs', '--category', 'repairs')
    expect(said.exit).toBe(3)
    expect(json(said)).toMatchObject({ outcome: 'refused', reasons: ['unknown-word'], why: [expect.stringContaining('repairs-planner')] })
  })

  test('asks the person where the notice says that they are asked', async () => {
    const asked = ['--recipient', 'support-agency', '--act', 'share', '--activity', 'support-signposting', '--category', 'support-needs']
    expect(json(await ask(...asked))).toMatchObject({ outcome: 'needs-consent' })
    expect(json(await ask(...asked, '--circumstance', 'consent'))).toMatchObject({ outcome: 'permitted', basis: 'consent' })
    expect(json(await ask(...asked, '--circumstance', 'consent=refused'))).toMatchObject({ outcome: 'refused' })
  })
})

const folders: string[] = []
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))))

async function dataFolder(): Promise<string> {
  const data = await mkdtemp(join(tmpdir(), 'assured-cli-'))
  // The server runs as an unprivileged account, which must be let through.
  await chmod(data, 0o755)
  folders.push(data)
  return data
}

describe('a landlord’s data, by command', () => {
  test('is checked, swept, verified and examined', async () => {
    const data = await dataFolder()
    const check = await assured(['notice', 'check', '--json'])
    expect(json(check)).toEqual({ ok: true, clauses: 109, activities: 41, findings: [], without: [] })
    const swept = await assured(['sweep', '--json', '--data', data])
    expect(json(swept)).toMatchObject({ edition: expect.stringMatching(/^[0-9a-f]{64}$/), deleted: {}, held: {}, oldest: {} })
    const verified = await assured(['evidence', 'verify', '--json', '--data', data])
    expect(json(verified)).toMatchObject({
      ok: true,
      rows: expect.any(Number),
      sealed: expect.any(Number),
      head: expect.any(String),
      faults: [],
    })
    const nobody = await assured(['sar', '3f0c7c1e-2a4b-4a53-8b0a-0d1f2e3a4b5c', '--out', join(data, 'pack'), '--json', '--data', data])
    expect(nobody.exit).toBe(3)
    const promises = json(await assured(['promises', '--json', '--data', data]))
    expect(promises).toHaveLength(109)
    const doctor = await assured(['doctor', '--json', '--data', data])
    expect(json(doctor)).toMatchObject({ checks: expect.arrayContaining([expect.objectContaining({ what: 'sweep', well: true })]) })
  }, 120_000)

  test('is backed up and put back, and a damaged backup is refused', async () => {
    const data = await dataFolder()
    await assured(['example', '--people', '3', '--data', data])
    const copy = join(data, 'copies', 'monday')
    const made = await assured(['backup', '--out', copy, '--json', '--data', data])
    expect(made.exit).toBe(0)
    expect(json(made)).toMatchObject({ out: copy, files: expect.any(Number), schema: 'livewest', leftOut: ['keys'] })
    expect(await assured(['restore', copy, '--json', '--data', data])).toMatchObject({ exit: 1 })
    // That the backup was made is on record since, and sealed; a restored database does not have it.
    const back = await assured(['restore', copy, '--replace', '--json', '--data', data])
    expect(back.exit).toBe(0)
    expect(json(back)).toMatchObject({ from: copy, headsLost: 1, erased: { keys: 0, items: 0, left: 0 }, keptAside: expect.any(String) })
    expect(json(await assured(['evidence', 'verify', '--json', '--data', data]))).toMatchObject({ ok: true, faults: [] })
    await writeFile(join(copy, 'postgres', 'PG_VERSION'), '17\n')
    const damaged = await assured(['restore', copy, '--replace', '--json', '--data', data])
    expect(damaged.exit).toBe(1)
    expect(json(damaged)).toMatchObject({ error: { code: expect.stringMatching(/^backup-/) } })
    expect((await assured(['backup', '--json', '--data', data])).exit).toBe(2)
    expect((await assured(['restore', '--json', '--data', data])).exit).toBe(2)
  }, 120_000)

  test('a fault in the notice is told with its file and line, and nothing is published', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'assured-landlord-'))
    folders.push(folder)
    await writeFile(join(folder, 'edition.yaml'), 'id: [not, an, id]\n')
    const said = await assured(['notice', 'check', '--json'], { ASSURED_LANDLORD: folder })
    expect(said.exit).toBe(1)
    expect(json(said)).toMatchObject({
      ok: false,
      findings: expect.arrayContaining([expect.objectContaining({ file: 'edition.yaml', line: 1, fix: expect.any(String) })]),
    })
  })
})

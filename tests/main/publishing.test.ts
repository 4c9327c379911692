import { spawn } from 'node:child_process'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { dateIn } from '#shared/clock.ts'
import { startServer } from '#store/server.ts'
import { asAdmin, targetOf } from '#store/target.ts'
import { begunFolder } from '../support/begun-folder.ts'
import { putHold, putPerson, putRecording } from '../support/people.ts'
import { home } from '../support/places.ts'
import { startSystem } from '../support/running-system.ts'

const folders: string[] = []
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))))

const day = (ago: number) => dateIn(Temporal.Now.instant()).subtract({ days: ago }).toString()

test('an edition by which something would go is published only once somebody has said so, and then waits for tonight’s sweep', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'assured-publishing-'))
  const data = await begunFolder('empty')
  folders.push(folder, data)
  const landlord = join(folder, 'livewest')
  await cp(join(home, 'landlords/livewest'), landlord, { recursive: true })
  const edit = async (file: string, from: string, to: string) => {
    const text = await readFile(join(landlord, file), 'utf8')
    expect(text).toContain(from)
    await writeFile(join(landlord, file), text.replace(from, to))
  }
  const assured = (line: string) => ended([...line.split(' '), '--data', data], { ASSURED_LANDLORD: landlord, ASSURED_EXAMPLE: 'off' })
  const system = await startSystem({ ASSURED_LANDLORD: landlord }, data)
  try {
    const target = await targetOf((await startServer(data)).admin, 'livewest', data)
    const on: Parameters<typeof putPerson>[0] = { asAdmin: (work) => asAdmin(target, work) }
    const rows = async (text: string) => on.asAdmin((admin) => admin.query(text))
    const { person } = await putPerson(on)
    for (const ago of [10, 40, 60]) await putRecording(on, person, day(ago))
    const kept = await putRecording(on, person, day(50))
    await putHold(on, person, 'call-recording', kept)
    await edit('edition.yaml', "id: '2023-02'", 'id: shorter')
    await edit('retention.yaml', 'period: P90D\n  words: 90 days after the call;', 'period: P30D\n  words: 30 days after the call;')

    const told = {
      goes: [{ type: 'call-recording', rule: 'call-recordings', items: 2, more: 2 }],
      held: { 'call-recording': 1 },
      promises: [expect.objectContaining({ clause: 'TC3', to: 'waiting' })],
    }
    const checked = await assured('notice check --json')
    expect([checked.exit, JSON.parse(checked.out)]).toEqual([
      0,
      expect.objectContaining({ ok: true, consequences: expect.objectContaining(told) }),
    ])
    const refused = await assured('notice publish --json')
    expect(refused.exit).toBe(1)
    expect(JSON.parse(refused.out)).toMatchObject({ published: false, goes: 2, consequences: told })
    expect(await rows('select from edition')).toHaveLength(1)
    expect((await assured('promises')).out).toMatch(/^kept +TC3/m)

    const published = await assured('notice publish --confirm --json')
    expect([published.exit, JSON.parse(published.out)]).toEqual([0, expect.objectContaining({ published: true, edition: 'shorter' })])
    const [entry] = await rows(`select detail from evidence where kind = 'publish' order by seq desc limit 1`)
    expect(entry?.detail).toMatchObject({ goesBecauseOfIt: 2, goes: ['call-recording call-recordings: 2, 2 because of it'] })

    await system.becomesReady()
    const promises = await assured('promises')
    expect(promises.out).toMatch(/^waiting +TC3 .*tonight’s sweep/m)
    expect(promises.err).not.toContain('TC3')
    const page = async () => (await fetch(`${system.at}/promises`)).text()
    await expect.poll(page, { timeout: 20_000 }).toMatch(/id="clause-TC3"[\s\S]*?Waiting[\s\S]*?tonight’s sweep/)
    expect((await assured('sweep --json')).exit).toBe(0)
    expect(await rows('select from call_recording')).toHaveLength(2)
    expect((await assured('promises')).out).toMatch(/^kept +TC3/m)
    // Released already: nothing is asked.
    expect((await assured('notice publish')).exit).toBe(0)
  } finally {
    await system.stop()
  }
}, 300_000)

test('a check makes no database, and releases nothing in an empty one', async () => {
  const data = await mkdtemp(join(tmpdir(), 'assured-publishing-'))
  folders.push(data)
  const said = await ended(['notice', 'check', '--json', '--data', data], { ASSURED_EXAMPLE: 'off' })
  expect([said.exit, JSON.parse(said.out)]).toEqual([0, expect.not.objectContaining({ consequences: expect.anything() })])
}, 120_000)

/** The command that people type, without a terminal. */
async function ended(line: readonly string[], settings: Readonly<Record<string, string>>) {
  const running = spawn(join(home, 'assured'), line, { cwd: home, env: { ...process.env, ...settings }, stdio: ['ignore', 'pipe', 'pipe'] })
  const said = { out: '', err: '' }
  running.stdout.on('data', (chunk: Buffer) => (said.out += String(chunk)))
  running.stderr.on('data', (chunk: Buffer) => (said.err += String(chunk)))
  const exit = await new Promise<number | null>((resolve) => running.once('exit', resolve))
  return { exit, ...said }
}

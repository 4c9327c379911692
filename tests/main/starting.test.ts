import { execFile, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { newClient } from '#store/client.ts'
import { startServer } from '#store/server.ts'
import { begunFolder } from '../support/begun-folder.ts'
import { freePort } from '../support/free-port.ts'
import { home } from '../support/places.ts'

const folders: string[] = []
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))))

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'assured-start-'))
  await chmod(folder, 0o755)
  folders.push(folder)
  return folder
}

/** A command for a landlord whose notice has faults, which come to light only when the database is up. */
async function failedStart(data: string): Promise<number> {
  const landlord = await newFolder()
  await writeFile(join(landlord, 'edition.yaml'), 'id: [not, an, id]\n')
  return new Promise((resolve) => {
    const env = { ...process.env, ASSURED_LANDLORD: landlord }
    execFile(join(home, 'assured'), ['doctor', '--data', data], { cwd: home, env }, (error) => resolve(Number(error?.code ?? 0)))
  })
}

describe('a start that fails half-way', () => {
  test('leaves no database running', async () => {
    const data = await newFolder()
    expect(await failedStart(data)).toBe(1)
    expect(existsSync(join(data, 'postgres', 'PG_VERSION'))).toBe(true)
    expect(existsSync(join(data, 'postgres', 'postmaster.pid'))).toBe(false)
  }, 60_000)

  test('says which setting is wrong when the data folder is a file', async () => {
    const file = join(await newFolder(), 'data')
    await writeFile(file, '')
    const told = await new Promise<string>((resolve) => {
      execFile(join(home, 'assured'), ['doctor', '--data', file], { cwd: home }, (_error, _out, err) => resolve(err))
    })
    expect(told).toContain('`ASSURED_DATA` (or `--data`) is no folder')
  }, 60_000)

  test('leaves alone the database that another process had started', async () => {
    const data = await newFolder()
    const server = await startServer(data)
    expect(await failedStart(data)).toBe(1)
    const client = newClient(server.admin)
    await client.connect()
    expect((await client.query('select 1 as one')).rows).toEqual([{ one: 1 }])
    await client.end()
    await server.stop()
  }, 60_000)
})

/** A command's exit code. */
async function exitOf(data: string, ...words: readonly string[]): Promise<number> {
  return new Promise((resolve) => {
    execFile(join(home, 'assured'), [...words, '--data', data], { cwd: home }, (error) => resolve(Number(error?.code ?? 0)))
  })
}

describe('a start after an upgrade', () => {
  test('gives the database’s roles what this version needs, though the notice is the same', async () => {
    const data = await begunFolder('empty')
    folders.push(data)
    const server = await startServer(data)
    const client = newClient(server.admin)
    await client.connect()
    // As a version left it that knew no holds to look at and noted nothing about privileges.
    await client.query('revoke select on livewest.standing_hold from livewest_sweeper; comment on schema livewest is null')
    await client.end()
    expect(await exitOf(data, 'sweep')).toBe(0)
    await server.stop()
  }, 60_000)
})

describe('a start that succeeds', () => {
  test('tells people where the doors are on one stream, and operators what happens on the other', async () => {
    const { said, port, stop } = await started({ ASSURED_EXAMPLE: 'off' })
    expect((await fetch(`http://localhost:${port}/desk`)).status).toBe(503)
    await until(() => said.err.includes('"route"'))
    await stop()
    expect(said.out).toContain(`The notice       http://localhost:${port}/notice`)
    expect(said.out).toContain('closed: sign-in has not been set up')
    expect(said.out).not.toContain('{"level"')
    expect(said.err).toContain('"route":"/desk"')
    expect(said.out).not.toContain('WRONG')
  }, 60_000)

  // Another landlord replaces one folder: its notice takes in other things, and the example is as much of it as that allows.
  test.each([
    ['harbour-homes', 'Harbour Homes'],
    ['moor-coop', 'Moor Co-op'],
    ['city-trust', 'City Trust'],
  ])(
    'is another landlord’s with its folder alone: %s',
    async (landlord, name) => {
      const { said, port, stop } = await started({ ASSURED_EXAMPLE: 'on', ASSURED_LANDLORD: join('tests/landlords', landlord) })
      const pages = ['/notice', '/pictures', '/desk']
      // All that a page leads to; the list grows while it is gone through.
      for (const page of pages) {
        const answer = await fetch(`http://localhost:${port}${page}`)
        expect(answer.status, page).toBe(200)
        if (!String(answer.headers.get('content-type')).startsWith('text/html')) continue
        const html = await answer.text()
        expect(html, page).toContain(name)
        // None of the three takes pictures.
        expect(html, page).not.toContain('href="/pictures"')
        // Behind the sign-in it goes on with cookies, which this visitor does not keep.
        const links = [...html.matchAll(/href="(\/[^"#]*)/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'))
        pages.push(...new Set(links.filter((href) => !pages.includes(href) && !href.startsWith('/desk/'))))
      }
      expect(pages.length).toBeGreaterThan(15)
      await stop()
      expect(said.out).toContain('the notice lets nobody take them in')
      // Nothing failed behind the doors, and no library gives advice that nobody can take.
      expect(said.err).not.toMatch(/"level":[56]0|WARNING/)
    },
    60_000,
  )

  test('says loudly which promise is broken', async () => {
    const data = await begunFolder('empty')
    folders.push(data)
    const server = await startServer(data)
    const client = newClient(server.admin)
    await client.connect()
    await client.query(`insert into livewest.evidence (kind, actor, outcome) values ('read', 'system:nobody', 'permitted')`)
    await client.end()
    await server.stop()
    const { said, stop } = await started({ ASSURED_EXAMPLE: 'off' }, data)
    await stop()
    expect(said.out).toContain('WRONG: a promise is broken: L1 (1 use without a basis.)')
  }, 60_000)

  test('says when the landlord’s folder is not what is in force', async () => {
    const data = await begunFolder('empty')
    folders.push(data)
    const landlord = join(await newFolder(), 'livewest')
    await cp(join(home, 'landlords/livewest'), landlord, { recursive: true })
    const file = join(landlord, 'edition.yaml')
    await writeFile(file, (await readFile(file, 'utf8')).replace(/^title: .*$/m, 'title: Another title'))
    const { said, stop } = await started({ ASSURED_EXAMPLE: 'off', ASSURED_LANDLORD: landlord }, data)
    await stop()
    expect(said.out).toContain('`./assured notice publish` releases it')
  }, 60_000)
})

/** The system with its doors open, by the command that people type. */
async function started(settings: Readonly<Record<string, string>>, folder?: string) {
  const data = folder ?? (await newFolder())
  const port = await freePort()
  const env = { ...process.env, ASSURED_PORT: String(port), ...settings }
  const running = spawn(join(home, 'assured'), ['up', '--data', data], { cwd: home, env, stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = new Promise((resolve) => running.once('exit', resolve))
  const said = { out: '', err: '' }
  running.stdout.on('data', (chunk: Buffer) => (said.out += String(chunk)))
  running.stderr.on('data', (chunk: Buffer) => (said.err += String(chunk)))
  await until(() => said.out.includes('Ctrl+C') || running.exitCode !== null)
  const stop = async () => {
    running.kill('SIGTERM')
    await ended
  }
  return { said, port, stop }
}

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 500 && !holds(); tries += 1) await new Promise((done) => setTimeout(done, 100))
}

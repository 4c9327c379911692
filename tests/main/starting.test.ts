import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { newClient } from '#store/client.ts'
import { startServer } from '#store/server.ts'
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
    const data = await newFolder()
    expect(await exitOf(data, 'sweep')).toBe(0)
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
    const data = await newFolder()
    const port = String(await freePort())
    const env = { ...process.env, ASSURED_PORT: port, ASSURED_EXAMPLE: 'off' }
    const running = spawn(join(home, 'assured'), ['up', '--data', data], { cwd: home, env, stdio: ['ignore', 'pipe', 'pipe'] })
    const ended = new Promise((resolve) => running.once('exit', resolve))
    const said = { out: '', err: '' }
    running.stdout.on('data', (chunk: Buffer) => (said.out += String(chunk)))
    running.stderr.on('data', (chunk: Buffer) => (said.err += String(chunk)))
    await until(running, () => said.out.includes('Ctrl+C'))
    expect((await fetch(`http://localhost:${port}/desk`)).status).toBe(503)
    await until(running, () => said.err.includes('"route"'))
    running.kill('SIGTERM')
    await ended
    expect(said.out).toContain(`The notice       http://localhost:${port}/notice`)
    expect(said.out).toContain('closed: sign-in has not been set up')
    expect(said.out).not.toContain('{"level"')
    expect(said.err).toContain('"route":"/desk"')
  }, 60_000)
})

async function until(running: ChildProcess, holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 200 && running.exitCode === null && !holds(); tries += 1) await new Promise((done) => setTimeout(done, 100))
}

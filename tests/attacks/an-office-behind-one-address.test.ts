import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Signer } from '@fastify/cookie'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { databaseSessions } from '#duties/browsers/sessions.ts'
import { newClient } from '#store/client.ts'
import { openDatabase } from '#store/database.ts'
import { startServer } from '#store/server.ts'
import { targetOf } from '#store/target.ts'
import { startBegun } from '../support/begun-folder.ts'
import { type RunningSystem, startSystem } from '../support/running-system.ts'

const limits = { colleague: 30, address: 40 }
let system: RunningSystem
/** Another process over the same database. */
let other: RunningSystem
let colleagues: readonly string[]

beforeAll(async () => {
  const settings = {
    ASSURED_EXAMPLE: 'on',
    ASSURED_REQUESTS_COLLEAGUE: String(limits.colleague),
    ASSURED_REQUESTS_ADDRESS: String(limits.address),
  }
  system = await startBegun(settings, 'example')
  other = await startSystem(settings, system.data)
  colleagues = await signedIn(300)
}, 240_000)
afterAll(async () => {
  await other.stop()
  await system.stop()
})

/** The cookies of that many colleagues, each with a session as their sign-in leaves it. */
async function signedIn(how: number): Promise<readonly string[]> {
  const signer = new Signer(readFileSync(join(system.data, 'keys/cookies'), 'utf8'))
  const { app, schema } = await targetOf((await startServer(system.data)).admin, 'livewest', system.data)
  const database = openDatabase(app, schema, { connections: 2 })
  const sessions = databaseSessions(database, () => Temporal.Now.instant())
  const expires = Temporal.Now.instant().add({ hours: 1 })
  const cookies: string[] = []
  for (let n = 0; n < how; n += 1) {
    const id = randomBytes(24).toString('base64url')
    const content = {
      cookie: { path: '/', httpOnly: true, sameSite: 'lax', secure: false, originalMaxAge: 3_600_000, expires: expires.toString() },
      colleague: { id: `colleague-${n}`, name: `Colleague ${n}`, team: 'Housing', roles: ['housing-officer'] },
    }
    await sessions.write(id, JSON.stringify(content), expires)
    cookies.push(`assured=${encodeURIComponent(signer.sign(id))}`)
  }
  await database.close()
  return cookies
}

const ask = (path: string, headers: Readonly<Record<string, string>> = {}, at = system.at) =>
  fetch(at + path, { headers: { accept: 'text/html', ...headers }, redirect: 'manual' })

/** How often each status came, of `how` asked one shortly after the other. */
async function statuses(how: number, one: (n: number) => Promise<Response>): Promise<Readonly<Record<number, number>>> {
  const counts: Record<number, number> = {}
  for (let n = 0; n < how; n += 10) {
    const answers = await Promise.all(Array.from({ length: Math.min(10, how - n) }, (_, each) => one(n + each)))
    for (const answer of answers) {
      await answer.arrayBuffer()
      counts[answer.status] = (counts[answer.status] ?? 0) + 1
    }
  }
  return counts
}

const withToken =
  (token: string) =>
  (at = system.at) =>
    fetch(`${at}/api/v1/calls`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ reference: randomBytes(6).toString('hex'), line: '2104', callingNumber: '+44 7700 900013' }),
    })

describe('three hundred colleagues behind one address', () => {
  test('all find their desk open, with their pictures and pages', async () => {
    expect(await statuses(600, (n) => ask('/desk', { cookie: colleagues[n % 300] ?? '' }))).toEqual({ 200: 600 })
  }, 120_000)

  test('go on working while one of them asks without end', async () => {
    const [busy = '', quiet = ''] = colleagues.slice(10)
    const counts = await statuses(100, () => ask('/desk/tasks', { cookie: busy }))
    expect(counts[429]).toBeGreaterThan(60)
    expect((await ask('/desk/tasks', { cookie: quiet })).status).toBe(200)
    const refused = await ask('/desk/tasks', { cookie: busy })
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await refused.text()).toContain('Too many requests')
  }, 60_000)

  test('go on working, and sign in, while a stranger beside them asks without end', async () => {
    const counts = await statuses(120, () => ask('/notice'))
    expect(counts[429]).toBeGreaterThan(60)
    expect((await ask('/notice', { cookie: colleagues[20] ?? '' })).status).toBe(200)
    expect((await ask('/desk', { cookie: colleagues[21] ?? '' })).status).toBe(200)
    const signIn = await ask('/desk/sign-in')
    expect(signIn.status).toBe(303)
    // Back from the provider, with the answer that this session waits for: not counted with anybody else.
    const cookie = (signIn.headers.getSetCookie()[0] ?? '').split(';')[0] ?? ''
    await statuses(80, () => ask('/desk/signed-in'))
    const state = new URL(signIn.headers.get('location') ?? '').searchParams.get('state') ?? ''
    expect((await ask(`/desk/signed-in?state=${state}&error=access_denied`, { cookie })).status).not.toBe(429)
  }, 60_000)
})

describe('a stranger who asks without end', () => {
  test('is not believed about which address they ask from', async () => {
    await statuses(60, () => ask('/feedback'))
    const elsewhere = (n: number) =>
      ask('/feedback', { 'x-forwarded-for': `192.0.2.${n}`, forwarded: `for=192.0.2.${n}`, 'x-real-ip': `192.0.2.${n}` })
    expect(await statuses(20, elsewhere)).toEqual({ 429: 20 })
  }, 60_000)

  test('is told so as a page or, asked for, as JSON; what a page looks like and whether we are ready is told all the same', async () => {
    await statuses(60, () => ask('/contact'))
    const json = await ask('/contact', { accept: 'application/json' })
    expect([json.status, await json.json()]).toMatchObject([429, { error: 429 }])
    const [, sheet = ''] = /href="(\/look\/assured-[^"]+)"/.exec(await (await ask('/contact')).text()) ?? []
    expect(await statuses(100, () => ask(sheet))).toEqual({ 200: 100 })
    expect(await statuses(100, () => ask('/health'))).toEqual({ 200: 100 })
  }, 60_000)
})

describe('whoever guesses', () => {
  test('a token is sent away soon, and the system whose token it is goes on', async () => {
    expect(await statuses(60, () => withToken('guessed')())).toEqual({ 401: 20, 429: 40 })
    const refused = await withToken('guessed')()
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await refused.json()).toMatchObject({ error: { code: 'too-many-requests' } })
    const token = readFileSync(join(system.data, 'keys/telephone-token'), 'utf8').trim()
    expect(await statuses(50, () => withToken(token)())).toEqual({ 201: 50 })
  }, 60_000)

  test('is sent away by every process, once one of them has counted enough', async () => {
    expect((await withToken('guessed')(other.at)).status).toBe(429)
  })

  test('looks for people a few times a minute, and no more', async () => {
    const cookie = colleagues[40] ?? ''
    const find = () => fetch(`${system.at}/desk/find`, { method: 'POST', headers: { cookie }, body: new URLSearchParams({ words: 'te' }) })
    // Before the form is read, so that it need not even be one of ours.
    const counts = await statuses(90, find)
    expect(counts[429]).toBeGreaterThanOrEqual(30)
  }, 60_000)

  test('leaves no trace of who it was', async () => {
    const client = newClient((await startServer(system.data)).admin)
    await client.connect()
    const { rows } = await client.query<{ who: string }>('select who from livewest.few_tries')
    await client.end()
    expect(rows.length).toBeGreaterThan(0)
    for (const { who } of rows) expect(who).toMatch(/^[A-Za-z0-9_-]{43}$/)
  })
})

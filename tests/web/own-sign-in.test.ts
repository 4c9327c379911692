import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { freePort } from '../support/free-port.ts'
import { home } from '../support/places.ts'
import { clientId, clientSecret, type LandlordsProvider, landlordsProvider } from './landlords-provider.ts'
import { type Visitor, visitor } from './visitor.ts'

const record = '/desk/people/3f0c7c1e-2a4b-4a53-8b0a-0d1f2e3a4b5c/open'
const searches = z.array(z.looseObject({ kind: z.string(), actor: z.string() }))
const run = promisify(execFile)
let running: ChildProcess
let provider: LandlordsProvider
let data: string
let at: string
let issuer: string
let said = ''
const assured = join(home, 'assured')

/** The whole system without its example, while the landlord's provider is still down. */
beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'assured-own-'))
  await chmod(data, 0o755)
  at = `http://localhost:${await freePort()}`
  issuer = `http://127.0.0.1:${await freePort()}`
  provider = landlordsProvider(issuer, `${at}/desk/signed-in`)
  await run(assured, ['example', '--people', '3', '--data', data])
  const secret = join(data, 'client-secret')
  await writeFile(secret, `${clientSecret}\n`, { mode: 0o600 })
  running = spawn(assured, ['up', '--data', data], {
    cwd: home,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      ASSURED_PORT: new URL(at).port,
      ASSURED_EXAMPLE: 'off',
      ASSURED_URL: at,
      ASSURED_OIDC_ISSUER: issuer,
      ASSURED_OIDC_CLIENT_ID: clientId,
      ASSURED_OIDC_CLIENT_SECRET_FILE: secret,
    },
  })
  for (const stream of [running.stdout, running.stderr]) stream?.on('data', (chunk: Buffer) => (said += String(chunk)))
  for (let tries = 0; tries < 240 && !(await isUp()); tries += 1) await new Promise((resolve) => setTimeout(resolve, 250))
}, 180_000)

afterAll(async () => {
  await provider.stop()
  const ended = new Promise((resolve) => running.once('exit', resolve))
  running.kill('SIGTERM')
  await ended
  await rm(data, { recursive: true, force: true })
}, 60_000)

function isUp(): Promise<boolean> {
  return fetch(`${at}/health`).then(
    (answer) => answer.ok,
    () => false,
  )
}

/** As far as the provider's answer, which has not been handed to the desk yet. */
async function asFarAsTheAnswer(who: Visitor, account: string | null, from = '/desk/sign-in'): Promise<URL> {
  provider.sits(account)
  return new URL((await who.follow(at + from, `${at}/desk/signed-in`)).url)
}

async function signIn(who: Visitor, account: string, from = '/desk/sign-in') {
  const { url, answer } = await who.follow((await asFarAsTheAnswer(who, account, from)).href)
  return { path: url.slice(at.length), status: answer.status, page: await answer.text() }
}

describe('while the landlord’s provider does not answer', () => {
  test('the public pages stand, and the desk says that nobody can sign in just now', async () => {
    expect((await fetch(`${at}/notice`)).status).toBe(200)
    const answer = await fetch(`${at}/desk/sign-in`)
    expect(answer.status).toBe(503)
    expect(await answer.text()).toContain('Sign-in does not answer')
  })

  test('and once it does, colleagues come in without anything being started again', async () => {
    await provider.start()
    const dee = await signIn(visitor(), 'dee@landlord.example')
    expect(dee).toMatchObject({ path: '/desk', status: 200 })
    expect(dee.page).toContain('Dee Marsh, Contact team')
  })

  test('a sign-in that it leaves half-way is begun again later', async () => {
    const who = visitor()
    const answer = await asFarAsTheAnswer(who, 'dee@landlord.example')
    await provider.stop()
    expect((await who.get(answer.href)).status).toBe(503)
    expect((await who.get(at + record)).status).toBe(303)
    await provider.start()
    expect(await signIn(who, 'dee@landlord.example')).toMatchObject({ path: '/desk', status: 200 })
  })
})

describe('who is signed in', () => {
  test('a role written alone is a role, and nobody needs a team', async () => {
    expect((await signIn(visitor(), 'marek@landlord.example')).page).toContain('Marek Bell, no team given')
  })

  test.each(['wanda@landlord.example', 'nick@landlord.example'])(
    'an account without a role of ours is refused, and told whom to ask',
    async (account) => {
      const who = visitor()
      const refused = await signIn(who, account)
      expect(refused.status).toBe(403)
      expect(refused.page).toContain('no role that Assured knows')
      expect(refused.page).toContain('Ask whoever looks after work accounts at LiveWest')
      expect((await who.get(at + record)).status).toBe(303)
    },
  )

  test('evidence knows a colleague by one id, from which their e-mail address cannot be read', async () => {
    for (const who of [visitor(), visitor()]) {
      const { page } = await signIn(who, 'dee@landlord.example')
      const token = /action="\/desk\/find[^"]*"[\s\S]*?name="_csrf" value="([^"]+)"/.exec(page)?.[1] ?? ''
      expect((await who.post(`${at}/desk/find`, { _csrf: token, words: 'Tregenza' })).status).toBe(200)
    }
    const { stdout } = await run(assured, ['evidence', 'show', '--json', '--data', data])
    const actors = searches.parse(JSON.parse(stdout)).flatMap(({ kind, actor }) => (kind === 'search' ? [actor] : []))
    expect(actors.length).toBeGreaterThan(1)
    expect(new Set(actors).size).toBe(1)
    expect(actors[0]).toMatch(/^colleague:[A-Za-z0-9_-]{43}$/)
    // Coming in is on record too, under the same id; an account that came to nothing is, and under nobody's.
    const signIns = searches.parse(JSON.parse(stdout)).filter(({ kind }) => kind === 'sign-in')
    expect(signIns.map(({ actor }) => actor)).toEqual(expect.arrayContaining([actors[0], 'system:sign-in']))
    expect(stdout).not.toContain('landlord.example')
  })
})

describe('nobody is signed in by an answer', () => {
  test.each(['dee@landlord.example', null])('that another browser began, %s', async (account) => {
    const answer = await asFarAsTheAnswer(visitor(), account)
    const refused = await visitor().get(answer.href)
    expect(refused.status).toBe(403)
    expect(await refused.text()).toContain('You are not signed in')
  })

  test('whose state is not the one we gave', async () => {
    const who = visitor()
    const answer = await asFarAsTheAnswer(who, 'dee@landlord.example')
    answer.searchParams.set('state', 'made-up')
    expect((await who.get(answer.href)).status).toBe(403)
    expect((await who.get(at + record)).status).toBe(303)
  })

  test('that was used before', async () => {
    const who = visitor()
    const answer = await asFarAsTheAnswer(who, 'dee@landlord.example')
    expect((await who.get(answer.href)).status).toBe(303)
    expect((await who.get(answer.href)).status).toBe(403)
  })

  test('whose code was given to somebody else, even with a state of one’s own', async () => {
    const [theirs, mine] = [visitor(), visitor()]
    const stolen = (await asFarAsTheAnswer(theirs, 'dee@landlord.example')).searchParams.get('code') ?? ''
    const answer = await asFarAsTheAnswer(mine, 'marek@landlord.example')
    answer.searchParams.set('code', stolen)
    expect((await mine.get(answer.href)).status).toBe(403)
    expect((await mine.get(at + record)).status).toBe(303)
  })

  test('that says no', async () => {
    const who = visitor()
    const answer = await asFarAsTheAnswer(who, null)
    expect(answer.searchParams.get('error')).toBe('access_denied')
    expect((await who.get(answer.href)).status).toBe(403)
  })
})

describe('the way in and back', () => {
  test('whoever follows a link to a page of the desk signs in first and then sees that page', async () => {
    const who = visitor()
    expect((await who.get(at + record)).headers.get('location')).toBe(`/desk/sign-in?to=${encodeURIComponent(record)}`)
    expect(await signIn(who, 'dee@landlord.example', record)).toMatchObject({ path: record, status: 200 })
  })

  test('a form sent while signed out is refused', async () => {
    expect((await visitor().post(at + record, { activity: 'repairs' })).status).toBe(403)
    expect((await visitor().post(`${at}/desk/find`, { words: 'Tregenza' })).status).toBe(403)
  })

  test.each([
    'https://elsewhere.example/desk',
    '//elsewhere.example/desk',
    '/\\elsewhere.example',
    '/desk/../../elsewhere',
    '/desk//elsewhere.example',
    '/desk/%2e%2e/notice',
    '/desk.elsewhere.example',
    '/desk@elsewhere.example',
    '/desk/sign-in',
    '/notice',
    'javascript:alert(1)',
    '/desk/\r\nlocation: x',
    '',
  ])('a link that would lead to %j after signing in is refused', async (to) => {
    const answer = await visitor().get(`${at}/desk/sign-in?to=${encodeURIComponent(to)}`)
    expect(answer.status).toBe(400)
    expect(answer.headers.get('location')).toBeNull()
  })
})

test('the log of all this has no code, no address and nobody’s name', () => {
  expect(said).toContain('"route":"/desk/signed-in"')
  expect(said).not.toMatch(/code=|state=|landlord\.example|Dee|Marek|secret between/)
})

import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closedDeskDoor } from '#web/desk/desk.ts'
import { deskForColleagues } from '#web/desk/frame.tsx'
import { colleaguesSignIn } from '#web/sign-in/sign-in.ts'
import { ownSignIn } from '../../src/main/sign-in/own-sign-in.ts'
import { freePort } from '../support/free-port.ts'
import { exampleSite } from './example-site.ts'
import { clientId, clientSecret, type LandlordsProvider, landlordsProvider } from './landlords-provider.ts'

const folders: string[] = []
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))))

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'assured-sign-in-'))
  folders.push(folder)
  return folder
}

const { editions, look } = exampleSite().parts

describe('where nobody has set up sign-in', () => {
  const { app } = exampleSite({ doors: [closedDeskDoor({ editions, look })] })
  afterAll(() => app.close())

  test.each(['/desk', '/desk/sign-in', '/desk/people/3f0c7c1e-2a4b-4a53-8b0a-0d1f2e3a4b5c/open'])(
    '%s says so, and how it is done',
    async (url) => {
      const answer = await app.inject(url)
      expect(answer.statusCode).toBe(503)
      expect(answer.body).toContain('Sign-in has not been set up')
      expect(answer.body).toContain('ASSURED_OIDC_ISSUER')
    },
  )
})

describe('behind HTTPS', () => {
  const origin = 'https://assured.landlord.example'
  let provider: LandlordsProvider
  let site: ReturnType<typeof exampleSite>

  beforeAll(async () => {
    const issuer = new URL(`http://127.0.0.1:${await freePort()}`)
    provider = landlordsProvider(issuer.origin, `${origin}/desk/signed-in`)
    await provider.start()
    const settings = { issuer, clientId, secret: { words: clientSecret }, rolesClaim: 'roles' }
    const signIn = await ownSignIn(settings, origin, await newFolder())
    site = exampleSite({
      secure: true,
      doors: [
        async (app) => colleaguesSignIn(app, deskForColleagues({ editions, look }), { signIn, gateDeps: { record: async () => {} } }),
      ],
    })
  })
  afterAll(async () => {
    await site.app.close()
    await provider.stop()
  })

  test('the cookie of a sign-in goes over HTTPS only, and the provider sends people back there', async () => {
    const answer = await site.app.inject({ url: '/desk/sign-in', headers: { 'x-forwarded-proto': 'https' } })
    expect(answer.statusCode).toBe(303)
    const to = new URL(String(answer.headers.location))
    expect(to.searchParams.get('redirect_uri')).toBe(`${origin}/desk/signed-in`)
    expect(to.searchParams.get('code_challenge_method')).toBe('S256')
    expect(to.searchParams.get('state')).toHaveLength(43)
    expect(to.searchParams.get('nonce')).toHaveLength(43)
    expect(answer.headers['set-cookie']).toMatch(/^__Host-assured=.*; HttpOnly; Secure; SameSite=Lax/)
  })

  test('and none is set where the proxy did not say so', async () => {
    const answer = await site.app.inject('/desk/sign-in')
    expect(answer.headers['set-cookie']).toBeUndefined()
  })
})

describe('the client’s secret in a file', () => {
  const settings = (file: string) => ({ issuer: new URL('https://login.example'), clientId, secret: { file }, rolesClaim: 'roles' })

  test('that is missing or empty is a fault at the start, not at somebody’s sign-in', async () => {
    const folder = await newFolder()
    await writeFile(join(folder, 'empty'), '\n')
    for (const name of ['missing', 'empty'])
      await expect(ownSignIn(settings(join(folder, name)), 'https://x.example', folder)).rejects.toMatchObject({
        code: 'secret-unreadable',
      })
  })

  test('that others can read is a fault, and one that its owner alone reads is not', async () => {
    const folder = await newFolder()
    const file = join(folder, 'secret')
    await writeFile(file, 'a secret shared with the provider\n')
    for (const mode of [0o644, 0o640, 0o604]) {
      await chmod(file, mode)
      await expect(ownSignIn(settings(file), 'https://x.example', folder)).rejects.toMatchObject({ code: 'secret-open' })
    }
    await chmod(file, 0o600)
    await expect(ownSignIn(settings(file), 'https://x.example', folder)).resolves.toMatchObject({ origin: 'https://x.example' })
  })
})

import { randomBytes } from 'node:crypto'
import { readdir, stat, writeFile } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import sharp from 'sharp'
import { afterAll, describe, expect, test } from 'vitest'
import { clearSetAside, setAside } from '#media/set-aside.ts'
import { footageDoor } from '#web/api/footage.ts'
import { recordingsDoor } from '#web/api/recordings.ts'
import { deskDoor } from '#web/desk/desk.ts'
import type { Door } from '#web/server.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { exampleSite } from '../web/example-site.ts'

const on = await testDatabase()
const released = await livewest()
const { deps, gate } = await testGate(on, released)
const setAsideIn = join(on.data, 'set-aside')
const editions = { current: () => released, list: () => [], get: () => released }
const signIn = { provider: () => Promise.reject(new Error('nobody')), origin: '', rolesClaim: 'roles', pseudonym: () => '' }
let who = colleague('communications-officer')
const standIn: Door = async (door) => {
  door.get('/stand-in', async (request, reply) => {
    request.session.set('colleague', who)
    return reply.send(reply.generateCsrf())
  })
}
const ways = { gateDeps: deps, gate }
const { app } = exampleSite({
  editions,
  clock: deps.clock,
  doors: [
    standIn,
    async (door) => deskDoor({ ...ways, editions, look: exampleSite().parts.look, ffmpeg: null, signIn, setAsideIn })(door),
    recordingsDoor({ ...ways, ffmpeg: null, telephoneToken: 'ring' }),
    footageDoor({ ...ways, recorderToken: 'film' }),
  ],
})
const at = await app.listen({ port: 0, host: '127.0.0.1' })
afterAll(() => app.close())

const arrived: Socket[] = []
app.server.on('connection', (socket) => arrived.push(socket))

const megabytes = 1024 * 1024
const chunk = Buffer.alloc(256 * 1024, 'x')
const boundary = 'x-attack-x'
const multipart = `multipart/form-data; boundary=${boundary}`
const part = (name: string, words: string, more = '') =>
  `--${boundary}\r\ncontent-disposition: form-data; name="${name}"${more}\r\n\r\n${words}`

type Upload = {
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly begins?: string
  /** Chunked, without a length, where there is none. */
  readonly bytes?: number | null
}

/** Sends for as long as anybody takes it; answers the status line, and how many bytes the site read of it. */
async function upload({ path, headers = {}, begins = '', bytes = 39 * megabytes }: Upload) {
  const socket = connect(Number(new URL(at).port), '127.0.0.1')
  const length = bytes === null ? { 'transfer-encoding': 'chunked' } : { 'content-length': String(bytes) }
  const all = { host: new URL(at).host, 'content-type': multipart, ...length, ...headers }
  let heard = ''
  let isOver = false
  socket.on('data', (words) => (heard += words.toString('latin1')))
  socket.on('error', () => {})
  const over = new Promise<void>((resolve) =>
    socket.once('close', () => {
      isOver = true
      resolve()
    }),
  )
  await new Promise((resolve) => socket.once('connect', resolve))
  const ours = arrived.find(({ remotePort }) => remotePort === socket.localPort) ?? arrived.at(-1)
  const framed = (data: Buffer | string) => (bytes === null ? `${Buffer.byteLength(data).toString(16)}\r\n${data}\r\n` : data)
  socket.write(
    `POST ${path} HTTP/1.1\r\n${Object.entries(all)
      .map(([name, value]) => `${name}: ${value}\r\n`)
      .join('')}\r\n`,
  )
  if (begins !== '') socket.write(framed(begins))
  for (let sent = begins.length; !isOver && sent + chunk.length <= (bytes ?? 60 * megabytes); sent += chunk.length) {
    if (!socket.write(framed(chunk))) await Promise.race([new Promise((resolve) => socket.once('drain', resolve)), over])
  }
  await Promise.race([over, setTimeout(10_000)])
  socket.destroy()
  return { status: Number(/^HTTP\/1\.1 (\d{3})/.exec(heard)?.[1] ?? 0), read: ours?.bytesRead ?? Number.NaN }
}

/** What the operating system hands over with the headers, and no more than that. */
const hardlyAnything = 512 * 1024

async function signedIn(as = colleague('communications-officer')) {
  who = as
  const answer = await fetch(`${at}/stand-in`)
  return { cookie: answer.headers.getSetCookie()[0]?.split(';')[0] ?? '', token: await answer.text() }
}

const formsWithFiles = [
  '/desk/pictures/new',
  '/desk/openings/01890000-0000-7000-8000-000000000000/disclosures/new?piece=01890000-0000-7000-8000-000000000001',
]

describe('whoever is not known', () => {
  test('sends sixty large files at once, none of which is read; the site answers others meanwhile', async () => {
    const before = process.memoryUsage.rss()
    const uploads = Promise.all(Array.from({ length: 60 }, () => upload({ path: '/desk/pictures/new' })))
    await setTimeout(300)
    const began = performance.now()
    expect((await fetch(`${at}/health`)).status).toBe(200)
    expect(performance.now() - began).toBeLessThan(2000)
    const answers = await uploads
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([403]))
    for (const { read } of answers) expect(read).toBeLessThan(hardlyAnything)
    expect(process.memoryUsage.rss() - before).toBeLessThan(400 * megabytes)
  }, 60_000)

  test.each([
    ...formsWithFiles.map((path) => [path, 403, multipart] as const),
    ['/api/v1/recordings', 401, multipart] as const,
    ['/api/v1/footage', 401, multipart] as const,
    ['/contact', 415, multipart] as const,
    ['/contact', 413, 'application/x-www-form-urlencoded'] as const,
    ['/desk/tasks/01890000-0000-7000-8000-000000000000', 403, multipart] as const,
    ['/nowhere', 404, multipart] as const,
  ])(
    'is answered by the headers alone at %s, with %i',
    async (path, status, kind) => {
      for (const bytes of [39 * megabytes, null]) {
        const answer = await upload({ path, bytes, headers: { 'content-type': kind } })
        expect([path, answer.status]).toEqual([path, status])
        expect(answer.read).toBeLessThan(hardlyAnything)
      }
    },
    60_000,
  )

  test('and asks first whether to send is told no, and sends nothing', async () => {
    const answer = await upload({ path: '/desk/pictures/new', headers: { expect: '100-continue' }, bytes: 100_000 })
    expect(answer.status).toBe(403)
  }, 30_000)
})

describe('a form from the page of another site', () => {
  const fields = async (headers: Readonly<Record<string, string>>) => {
    const { cookie, token } = await signedIn()
    return fetch(`${at}/desk/sign-out`, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie, ...headers },
      body: new URLSearchParams({ _csrf: token }),
    })
  }

  test.each([
    ['`Origin` is another address', { origin: 'https://elsewhere.example' }],
    ['`Origin` is hidden', { origin: 'null' }],
    ['`Origin` is another port of this machine', { origin: 'http://127.0.0.1:1' }],
    ['the browser says that it comes from elsewhere', { 'sec-fetch-site': 'cross-site' }],
    ['the browser says that it comes from a neighbour', { 'sec-fetch-site': 'same-site' }],
  ])('is refused though its token is right: %s', async (_what, headers) => {
    expect((await fields(headers)).status).toBe(403)
  })

  test('is told from one of our own', async () => {
    expect((await fields({ origin: at, 'sec-fetch-site': 'same-origin' })).status).toBe(303)
    expect((await fields({})).status).toBe(303)
  })

  test('has nothing of its file read, signed in or not', async () => {
    const { cookie } = await signedIn()
    for (const path of formsWithFiles) {
      for (const known of [{ cookie }, {}]) {
        const answer = await upload({ path, headers: { ...known, origin: 'https://elsewhere.example' } })
        expect(answer.status).toBe(403)
        expect(answer.read).toBeLessThan(hardlyAnything)
      }
    }
  }, 60_000)
})

describe('a colleague', () => {
  const file = part('file', '', '; filename="a.jpg"')

  test('who may add a picture of thirty megabytes does, and nothing of it waits outside the vault afterwards', async () => {
    const { cookie, token } = await signedIn()
    const points = { raw: { width: 3200, height: 3200, channels: 3 } } as const
    const picture = await sharp(randomBytes(3200 * 3200 * 3), points)
      .png({ compressionLevel: 0 })
      .toBuffer()
    expect(picture.length).toBeGreaterThan(30_000_000)
    const form = new FormData()
    const fields = { _csrf: token, kind: 'group', shows: 'The garden day', nobody: 'said-no' }
    for (const [name, value] of Object.entries({ ...fields, 'taken-day': '1', 'taken-month': '6', 'taken-year': '2020' }))
      form.append(name, value)
    form.append('file', new Blob([Uint8Array.from(picture)]), 'picture.png')
    const answer = await fetch(`${at}/desk/pictures/new`, { method: 'POST', redirect: 'manual', headers: { cookie }, body: form })
    expect(answer.status).toBe(303)
    expect(await readdir(setAsideIn)).toEqual([])
  }, 60_000)

  test('who may add no picture, or has no footage open, is refused before anything of a file is read, token or not', async () => {
    for (const [path, status] of [
      ['/desk/pictures/new', 403],
      [formsWithFiles[1] ?? '', 404],
    ] as const) {
      const { cookie, token } = await signedIn(colleague('repairs-planner'))
      for (const begins of ['', `${part('_csrf', token)}\r\n${file}`]) {
        const answer = await upload({ path, headers: { cookie }, begins })
        expect([path, answer.status]).toEqual([path, status])
        expect(answer.read).toBeLessThan(hardlyAnything)
      }
    }
  }, 30_000)

  test('whose form begins with the file and not with its token has nothing of it kept', async () => {
    const { cookie, token } = await signedIn()
    const late = await upload({ path: '/desk/pictures/new', headers: { cookie }, begins: file })
    const wrong = await upload({ path: '/desk/pictures/new', headers: { cookie }, begins: `${part('_csrf', `${token}x`)}\r\n${file}` })
    const none = await upload({ path: '/desk/pictures/new', headers: { cookie }, begins: 'x' })
    expect([late.status, wrong.status, none.status]).toEqual([403, 403, 413])
    for (const { read } of [late, wrong, none]) expect(read).toBeLessThan(2 * megabytes)
    expect(await readdir(setAsideIn).catch(() => [])).toEqual([])
  }, 60_000)

  test('who sends a file without end, ten thousand fields or endless headers of one is stopped', async () => {
    const send = (rest: string, bytes: number | null = 39 * megabytes) =>
      signedIn().then(({ cookie: own, token: fresh }) =>
        upload({ path: '/desk/pictures/new', headers: { cookie: own }, begins: `${part('_csrf', fresh)}\r\n${rest}`, bytes }),
      )
    const long = await send(file, 60 * megabytes)
    expect(long.status).toBe(413)
    // By its length alone.
    expect(long.read).toBeLessThan(hardlyAnything)
    const many = Array.from({ length: 10_000 }, (_, n) => `${part(`f${n}`, 'x')}\r\n`).join('')
    expect((await send(many)).status).toBe(413)
    const headers = `--${boundary}\r\n${Array.from({ length: 5000 }, (_, n) => `x-${n}: y\r\n`).join('')}`
    expect((await send(headers, null)).read).toBeLessThan(42 * megabytes)
  }, 60_000)
})

async function* brokenOff(): AsyncGenerator<Uint8Array> {
  yield Buffer.from('some')
  throw new Error('broken off')
}

async function* only(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

describe('a file that waits on its way in', () => {
  test('goes when it does not come to its end, and when the process that took it in was killed', async () => {
    const folder = join(on.data, 'waits')
    await expect(setAside(folder, brokenOff(), 100)).rejects.toThrow('broken off')
    expect(await readdir(folder)).toEqual([])
    const [dead, living] = [`4194999-01890000-0000-7000-8000-000000000000`, `${process.ppid}-01890000-0000-7000-8000-000000000000`]
    for (const name of [dead, living]) await writeFile(join(folder, name), 'left')
    await clearSetAside(folder)
    expect(await readdir(folder)).toEqual([living])
  })

  test('is no longer than it may be, and for nobody else to read', async () => {
    const folder = join(on.data, 'waits-too')
    await expect(setAside(folder, only(chunk), 100)).rejects.toMatchObject({ code: 'media-too-large' })
    const { path, remove } = await setAside(folder, only(Buffer.from('x')), 100)
    expect((await stat(path)).mode & 0o077).toBe(0)
    expect((await stat(folder)).mode & 0o077).toBe(0)
    await remove()
    expect(await readdir(folder)).toEqual([])
  })
})

test('a site with a route that does not say who may send to it does not open', async () => {
  const careless = exampleSite({
    doors: [
      async (door) => {
        door.post('/take-anything', async () => 'taken')
      },
    ],
  })
  await expect(careless.app.ready()).rejects.toMatchObject({ code: 'route-without-sender' })
})

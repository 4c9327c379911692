import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newClient } from '#store/client.ts'
import { startServer } from '#store/server.ts'
import { startBegun } from '../support/begun-folder.ts'
import type { RunningSystem } from '../support/running-system.ts'
import { wavOf } from '../support/sound.ts'

let system: RunningSystem
let token: string
beforeAll(async () => {
  system = await startBegun()
  token = readFileSync(join(system.data, 'keys/telephone-token'), 'utf8')
}, 150_000)
afterAll(() => system.stop())

/** Bound on everything below, in milliseconds: what is still open then was let stand. */
const mostOpen = 60_000

/** A connection that has said `words`, and what it heard until it was ended. */
async function connection(words: string | Buffer) {
  const socket = connect(system.port, '127.0.0.1')
  socket.on('error', () => {})
  await once(socket, 'connect')
  socket.write(words)
  const since = performance.now()
  // A server that has ended it may answer what still comes with a reset, which ends it as well.
  const closed = new Promise<number>((resolve) => socket.once('close', () => resolve(performance.now() - since)))
  let heard = ''
  // Whoever reads nothing does not notice an end either.
  socket.on('data', (chunk: Buffer) => (heard += chunk.toString('latin1')))
  return { socket, closed, heard: () => heard }
}

/** Says one byte more each second, until it is ended. */
function trickle(socket: Socket): void {
  const timer = setInterval(() => socket.write('a'), 1_000)
  socket.once('close', () => clearInterval(timer))
}

/** After how long the last of them was ended; `Infinity` where one was not. */
async function lastEnded(all: readonly { readonly closed: Promise<number>; readonly socket: Socket }[]): Promise<number> {
  const still = setTimeout(mostOpen, Number.POSITIVE_INFINITY)
  const times = await Promise.all(all.map(({ closed }) => Promise.race([closed, still])))
  for (const { socket } of all) socket.destroy()
  return Math.max(...times)
}

const many = <T>(how: number, make: () => Promise<T>) => Promise.all(Array.from({ length: how }, make))
const formHead = 'POST /contact HTTP/1.1\r\nHost: here\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 5000\r\n\r\n'
const parts = (call: string) =>
  `--b\r\ncontent-disposition: form-data; name="call"\r\n\r\n${call}\r\n--b\r\ncontent-disposition: form-data; name="sound"; filename="a.wav"\r\ncontent-type: audio/wav\r\n\r\n`
const call = (reference: string) =>
  JSON.stringify({ reference, direction: 'in', startedAt: Temporal.Now.instant().subtract({ hours: 1 }).toString(), seconds: 2 })
const uploadHead = (bearer: string, length: number) =>
  `POST /api/v1/recordings HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer ${bearer}\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: ${length}\r\n\r\n`

describe.concurrent('whoever is on the line', () => {
  test('and begins to send and does not go on, loses the connection, at the head of a request', async () => {
    expect(await lastEnded(await many(40, () => connection('GET /notice HTTP/1.1\r\nHost: he')))).toBeLessThan(20_000)
  }, 90_000)

  test('and begins to send and does not go on, loses the connection, with the head sent letter by letter', async () => {
    const all = await many(10, () => connection('GET /notice HTTP/1.1\r\nX-Long: '))
    for (const { socket } of all) trickle(socket)
    expect(await lastEnded(all)).toBeLessThan(20_000)
  }, 90_000)

  test('and begins to send and does not go on, loses the connection, having said nothing at all', async () => {
    expect(await lastEnded(await many(20, () => connection('')))).toBeLessThan(20_000)
  }, 90_000)

  test('and begins to send and does not go on, loses the connection, in the middle of a form', async () => {
    const all = await many(40, () => connection(`${formHead}text=half`))
    expect(await lastEnded(all)).toBeLessThan(30_000)
  }, 90_000)

  test('and begins to send and does not go on, loses the connection, with a form sent letter by letter', async () => {
    const all = await many(20, () => connection(`${formHead}text=`))
    for (const { socket } of all) trickle(socket)
    expect(await lastEnded(all)).toBeLessThan(30_000)
  }, 90_000)

  test('and begins to send and does not go on, loses the connection, in the middle of a form at an address that there is none', async () => {
    const all = await many(10, () => connection(formHead.replace('/contact', '/nowhere')))
    expect(await lastEnded(all)).toBeLessThan(30_000)
  }, 90_000)

  test('and begins to send and does not go on, loses the connection, in the middle of a second request over one that was good', async () => {
    const all = await many(10, () => connection('GET /health/live HTTP/1.1\r\nHost: here\r\n\r\n'))
    await setTimeout(1_000)
    for (const { socket } of all) socket.write('GET /notice HTTP/1.1\r\nHo')
    expect(await lastEnded(all)).toBeLessThan(25_000)
  }, 90_000)

  test('and begins to send and does not go on, loses the connection, in the middle of a recording', async () => {
    const all = await many(10, () => connection(Buffer.concat([Buffer.from(uploadHead(token, 1_000_000) + parts(call('half'))), wavOf(2)])))
    expect(await lastEnded(all)).toBeLessThan(30_000)
  }, 90_000)

  test('and begins to send and does not go on, loses the connection, in the middle of a recording that nobody let them send', async () => {
    const all = await many(10, () => connection(uploadHead('wrong', 1_000_000) + parts(call('stranger'))))
    expect(await lastEnded(all)).toBeLessThan(30_000)
  }, 90_000)

  test('and asks and does not read the answer, loses the connection', async () => {
    const [, sheet = ''] = /href="(\/look\/assured-[^"]+)"/.exec(await (await fetch(`${system.at}/notice`)).text()) ?? []
    const all = await many(4, () => connection(`GET ${sheet} HTTP/1.1\r\nHost: here\r\n\r\n`.repeat(400)))
    for (const { socket } of all) socket.pause()
    // What it has not read it does not notice either: it is asked of the server’s side whether anything more comes.
    await setTimeout(55_000)
    for (const { socket } of all) socket.resume()
    expect(await lastEnded(all)).toBeLessThan(mostOpen)
    expect(all.map(({ socket }) => socket.bytesRead < 400 * 100_000)).not.toContain(false)
  }, 120_000)

  test('and is slow, is heard to the end: an upload takes as long as it takes', async () => {
    const sound = wavOf(2)
    const tail = '\r\n--b--\r\n'
    const head = parts(call('slow'))
    const slow = await connection(uploadHead(token, head.length + sound.length + tail.length) + head)
    // Thirty-two kilobytes in twenty-five seconds: longer than any form may take.
    for (let at = 0; at < sound.length; at += Math.ceil(sound.length / 25)) {
      slow.socket.write(sound.subarray(at, at + Math.ceil(sound.length / 25)))
      await setTimeout(1_000)
    }
    slow.socket.write(tail)
    await setTimeout(3_000)
    expect(slow.heard()).toContain('201 Created')
    slow.socket.destroy()
  }, 90_000)
})

test('of all these recordings the one that came to its end is kept, and nothing of the others', async () => {
  const client = newClient((await startServer(system.data)).admin)
  await client.connect()
  const { rows } = await client.query(`select id::text from livewest.unlinked_call union all select id::text from livewest.call_recording`)
  await client.end()
  expect(rows).toHaveLength(1)
  const kept = await readdir(join(system.data, 'vault'), { recursive: true, withFileTypes: true })
  // Its sound, and what is drawn of it.
  expect(kept.filter((entry) => entry.isFile()).map(({ name }) => /^[\w-]+$/.test(name))).toEqual([true, true])
})

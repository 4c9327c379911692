import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { findFfmpeg, type Treatment } from '#media/ffmpeg.ts'
import { lend, lentAddress, type Source } from '#media/lend.ts'
import { wholeOf } from '../support/sound.ts'

const folder = await mkdtemp(join(tmpdir(), 'assured-ffmpeg-'))
afterAll(() => rm(folder, { recursive: true }))

const bytes = Buffer.from('what a camera saw, from one end to the other')
const source: Source = {
  bytes: bytes.length,
  async *read({ from, to }) {
    yield bytes.subarray(from, to + 1)
  },
}
const treatment: Treatment = { type: 'video/mp4', write: ['-f', 'mp4'], mostBytes: 1000, mostSeconds: 10 }

/** A program of the name, which does as the script says. */
async function standIn(script: string) {
  await writeFile(join(folder, 'ffmpeg'), `#!/bin/sh\n${script}\n`, { mode: 0o700 })
  const found = await findFfmpeg(`relative:/nowhere:${folder}`)
  if (found === null) throw new Error('it was not found')
  return found
}

const gone = async (file: string): Promise<boolean> => {
  const id = Number(await readFile(join(folder, file), 'utf8'))
  try {
    process.kill(id, 0)
    return false
  } catch {
    return true
  }
}

describe('the tool that treats film and sound', () => {
  test('is used where it is installed, and is none where it is not', async () => {
    expect(await findFfmpeg('/nowhere:bin')).toBeNull()
    const ffmpeg = await standIn('echo made')
    expect(String(await wholeOf(ffmpeg(source, treatment)))).toBe('made\n')
  })

  test('is told what it reads, may reach no file and no host, has nothing of our environment, and memory up to a limit', async () => {
    const ffmpeg = await standIn('echo "$@"; ulimit -v; /usr/bin/env')
    const told = String(await wholeOf(ffmpeg(source, treatment)))
    expect(told).toContain('-protocol_whitelist http,tcp')
    expect(told).toContain(`-f mov -max_pixels 36000000 -enable_drefs 0 -i ${lentAddress} -f mp4 -map_metadata -1 pipe:1`)
    expect(told).toMatch(/^http_proxy=http:\/\/lent:[0-9a-f]{64}@127\.0\.0\.1:\d+$/m)
    expect(told).toMatch(/^3145728$/m)
    expect(told).not.toContain('HOME=')
  })

  test('that makes too much, fails or takes too long is a fault, and gone', async () => {
    const loud = await standIn(`echo $$ >${folder}/loud; exec /bin/cat /dev/zero`)
    await expect(wholeOf(loud(source, treatment))).rejects.toMatchObject({ code: 'media-too-large' })
    expect(await gone('loud')).toBe(true)
    const failing = await standIn('exit 1')
    await expect(wholeOf(failing(source, treatment))).rejects.toMatchObject({ code: 'media-not-treated' })
    const slow = await standIn(`echo $$ >${folder}/slow; exec /bin/sleep 60`)
    await expect(wholeOf(slow(source, { ...treatment, mostSeconds: 0.3 }))).rejects.toMatchObject({ code: 'media-too-slow' })
    expect(await gone('slow')).toBe(true)
  })

  test('stops when nobody wants the result any more', async () => {
    const stop = new AbortController()
    const ffmpeg = await standIn(`echo $$ >${folder}/left; echo some; exec /bin/sleep 60`)
    const result = ffmpeg(source, { ...treatment, signal: stop.signal })
    expect(await result.next()).toMatchObject({ done: false })
    stop.abort(new Error('they left'))
    await expect(result.next()).rejects.toThrow('they left')
    expect(await gone('left')).toBe(true)
  })
})

describe('what is lent to it', () => {
  const ask = (proxy: string, address: string, headers: Record<string, string> = {}) =>
    new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
      const { hostname, port, username, password } = new URL(proxy)
      const authorization = password === '' ? {} : { 'proxy-authorization': `Basic ${btoa(`${username}:${password}`)}` }
      request({ hostname, port, path: address, headers: { ...headers, ...authorization } }, (response) =>
        wholeOf(response).then((body) => resolve({ status: response.statusCode, body: String(body) }), reject),
      )
        .on('error', reject)
        .end()
    })

  test('is read by whoever has the password of the loan, from anywhere in it, and by nobody else', async () => {
    const lent = await lend(source)
    expect(await ask(lent.proxy, lentAddress)).toEqual({ status: 206, body: String(bytes) })
    expect(await ask(lent.proxy, lentAddress, { range: 'bytes=7-13' })).toEqual({ status: 206, body: 'camera ' })
    expect(await ask(lent.proxy, lentAddress, { range: 'bytes=900-' })).toMatchObject({ status: 416 })
    expect(await ask(lent.proxy, 'http://169.254.169.254/')).toMatchObject({ status: 404, body: '' })
    const { port } = new URL(lent.proxy)
    expect(await ask(`http://127.0.0.1:${port}`, lentAddress)).toEqual({ status: 407, body: '' })
    expect(await ask(`http://lent:guess@127.0.0.1:${port}`, lentAddress)).toEqual({ status: 407, body: '' })
    lent.end()
    await expect(ask(lent.proxy, lentAddress)).rejects.toThrow()
  })

  test('that cannot be read to its end is told, and does not pass for the end', async () => {
    const lent = await lend({
      bytes: 100,
      async *read() {
        yield bytes
        throw new Error('altered on the disk')
      },
    })
    await expect(ask(lent.proxy, lentAddress)).rejects.toThrow()
    expect(lent.failure()).toMatchObject({ message: 'altered on the disk' })
    lent.end()
  })
})

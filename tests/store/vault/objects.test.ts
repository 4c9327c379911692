import { execFile } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, describe, expect, onTestFinished, test } from 'vitest'
import { Fault } from '#shared/fault.ts'
import type { Objects } from '#store/vault/objects.ts'
import { s3Objects } from '#store/vault/s3-objects.ts'
import { s3Server } from '../../support/s3-server.ts'
import { inChunks, wholeOf } from '../../support/sound.ts'
import { bucketOn, namesIn, vaults } from '../../support/vaults.ts'

const mebibyte = 1024 * 1024

describe.each(vaults)('what is kept in $where', ({ make }) => {
  test.each([16, mebibyte + 16, 20 * mebibyte + 3])('comes out as it went in, of %i bytes, whole and in part', async (length) => {
    const objects = await make()
    const [name, bytes] = [randomUUID(), randomBytes(length)]
    await objects.put(name, inChunks(bytes, mebibyte))
    expect((await wholeOf(objects.get(name, { from: 0, to: length - 1 }))).equals(bytes)).toBe(true)
    const range = { from: Math.floor(length / 3), to: Math.floor((length * 2) / 3) }
    expect((await wholeOf(objects.get(name, range))).equals(bytes.subarray(range.from, range.to + 1))).toBe(true)
    const [listed] = await listOf(objects)
    expect(listed).toMatchObject({ name, bytes: length })
    expect(Math.abs((listed?.at.epochMilliseconds ?? 0) - Date.now())).toBeLessThan(60_000)
  })

  test('is told one by one, however many there are, and is not there once it is deleted', async () => {
    const objects = await make()
    const names = Array.from({ length: 30 }, () => randomUUID()).toSorted()
    await Promise.all(names.map((name) => objects.put(name, inChunks(randomBytes(40)))))
    expect(await namesIn(objects)).toEqual(names)
    const [gone = '', ...others] = names
    await objects.delete(gone)
    await objects.delete(gone)
    expect(await namesIn(objects)).toEqual(others)
    await expect(wholeOf(objects.get(gone, { from: 0, to: 9 }))).rejects.toMatchObject({ code: 'object-missing' })
  })

  test.each([
    ['at once', 0],
    ['after a little', 100],
    ['after more than one part', 19 * mebibyte],
  ])('is not there where its sender breaks off %s, and the sender’s own fault is told', async (_, after) => {
    const objects = await make()
    async function* brokenOff(): AsyncGenerator<Buffer> {
      for (let at = 0; at < after; at += mebibyte) yield randomBytes(Math.min(mebibyte, after - at))
      throw new Fault('media-unknown-kind', 'it is none')
    }
    await expect(objects.put(randomUUID(), brokenOff())).rejects.toMatchObject({ code: 'media-unknown-kind' })
    expect(await namesIn(objects)).toEqual([])
  })

  test('is not read on for somebody who stops listening', async () => {
    const objects = await make()
    const name = randomUUID()
    await objects.put(name, inChunks(randomBytes(4 * mebibyte), mebibyte))
    for await (const chunk of objects.get(name, { from: 0, to: 4 * mebibyte - 1 })) {
      expect(chunk.length).toBeGreaterThan(0)
      break
    }
    await objects.delete(name)
    expect(await namesIn(objects)).toEqual([])
  })

  test('holds nothing before anything was put, and the place is as it should be', async () => {
    const objects = await make()
    expect(await namesIn(objects)).toEqual([])
    await objects.check()
  })
})

describe('an S3-compatible store', async () => {
  const server = await s3Server()
  afterEach(() => server.refuse(null))

  test.each([
    ['full', 507, 'InsufficientStorage', 'vault-full'],
    ['over what it may hold', 403, 'QuotaExceeded', 'vault-full'],
    ['closed to us', 403, 'AccessDenied', 'vault-unreachable'],
  ])('that is %s says so, and keeps nothing of it', async (_, status, code, fault) => {
    const objects = await s3Objects(await bucketOn(Promise.resolve(server)))
    await expect(objects.put(randomUUID(), until(status, code))).rejects.toMatchObject({ code: fault })
    server.refuse(null)
    expect(await namesIn(objects)).toEqual([])
    expect(server.uploads()).toEqual([])
  })

  /** Twenty megabytes, in the middle of which the store begins to answer so. */
  async function* until(status: number, code: string): AsyncGenerator<Buffer> {
    for (let at = 0; at < 20; at += 1) {
      if (at === 12) server.refuse({ status, code })
      yield randomBytes(mebibyte)
    }
  }

  test('has nothing of an upload whose sender was killed, once the reconciler has taken it away', async () => {
    const objects = await s3Objects(await bucketOn(Promise.resolve(server)))
    const name = randomUUID()
    let going: (() => void) | undefined
    const killed = new Promise<void>((resolve) => (going = resolve))
    async function* stuck(): AsyncGenerator<Buffer> {
      for (let at = 0; at < 9; at += 1) yield randomBytes(mebibyte)
      going?.()
      // Whoever sends is gone and says nothing any more.
      await new Promise(() => {})
    }
    objects.put(name, stuck()).catch(() => {})
    await killed
    await expect.poll(() => server.uploads().length).toBe(1)
    expect(await namesIn(objects)).toEqual([`${name}.part`])
    await objects.delete(`${name}.part`)
    expect(await namesIn(objects)).toEqual([])
    expect(server.uploads()).toEqual([])
  })

  test('that keeps versions of what is deleted is no place for media, and that is told', async () => {
    const objects = await s3Objects(await bucketOn(Promise.resolve(server)))
    const [kept, other] = [randomUUID(), randomUUID()]
    await objects.put(kept, inChunks(Buffer.from('x')))
    await objects.check()
    server.keepVersions(true)
    onTestFinished(() => server.keepVersions(false))
    const refused = { code: 'vault-keeps-versions', message: expect.stringContaining('turn that off') }
    await expect(objects.check()).rejects.toMatchObject(refused)
    await expect(objects.put(other, inChunks(Buffer.from('x')))).rejects.toMatchObject(refused)
    await expect(objects.delete(kept)).rejects.toMatchObject(refused)
    expect(await namesIn(objects)).toEqual([kept])
    server.keepVersions(false)
    await objects.delete(kept)
    expect(await namesIn(objects)).toEqual([])
  })

  test('where nobody answers is told as that, without who signs in', async () => {
    const objects = await s3Objects({ bucket: 'away', prefix: '', endpoint: 'http://127.0.0.1:9' })
    const failure = await objects.check().catch((error: unknown) => error)
    expect(failure).toMatchObject({ code: 'vault-unreachable' })
    expect(String(failure)).not.toContain('nobody')
  })
})

test('a disk that takes no more in the middle of an object is told, keeps nothing of it, and takes what fits', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'assured-small-disk-'))
  // Anybody may forbid their own programs to write longer files, where only some may make a small disk; the refusal is the system's own.
  const limited = `trap '' XFSZ; ulimit -f 8192; exec "$0" "$@"`
  const script = join(import.meta.dirname, 'small-disk.ts')
  const { stdout } = await promisify(execFile)('/bin/sh', ['-c', limited, process.execPath, script, folder])
  expect(JSON.parse(stdout)).toEqual({ answers: ['stored', 'vault-full', 'stored'], there: [0, 2] })
  await rm(folder, { recursive: true })
})

async function listOf(objects: Objects) {
  const all = []
  for await (const each of objects.list()) all.push(each)
  return all
}

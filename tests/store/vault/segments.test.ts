import { createSecretKey, randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openSegments, sealedLength, sealedRange, sealSegments, segmentBytes } from '#store/vault/segments.ts'

const key = createSecretKey(randomBytes(32))
const object = 'an-object'

async function* inChunks(bytes: Buffer, chunk: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk)
}

async function whole(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of stream) chunks.push(Uint8Array.from(chunk))
  return Buffer.concat(chunks)
}

const seal = (plain: Buffer, chunk = 65_536) => whole(sealSegments(key, object, inChunks(plain, chunk)))

function open(stored: Buffer, plainBytes: number, from: number, to: number, chunk = 65_536): Promise<Buffer> {
  const part = sealedRange({ from, to }, plainBytes)
  return whole(openSegments(key, object, inChunks(stored.subarray(part.from, part.to + 1), chunk), { from, to }, plainBytes))
}

const lengths = [0, 1, 15, segmentBytes - 1, segmentBytes, segmentBytes + 1, 3 * segmentBytes, 3 * segmentBytes + 7]

describe('what is put in the vault', () => {
  test.each(lengths)('comes out as it went in, of %i bytes', async (length) => {
    const plain = randomBytes(length)
    const stored = await seal(plain)
    expect(stored.length).toBe(sealedLength(length))
    if (length > 0) expect((await open(stored, length, 0, length - 1)).equals(plain)).toBe(true)
    if (length > 15) expect(stored.includes(plain.subarray(0, 16))).toBe(false)
  })

  test('any part of it comes out by itself, however it is cut on the way', async () => {
    const plain = randomBytes(3 * segmentBytes + 7)
    const stored = await seal(plain)
    const place = fc.integer({ min: 0, max: plain.length - 1 })
    await fc.assert(
      fc.asyncProperty(place, place, fc.integer({ min: 1000, max: 300_000 }), async (one, other, chunk) => {
        const [from, to] = [Math.min(one, other), Math.max(one, other)]
        expect((await open(stored, plain.length, from, to, chunk)).equals(plain.subarray(from, to + 1))).toBe(true)
      }),
      { numRuns: 60 },
    )
  })

  test('one changed bit, anywhere, and nothing of its segment leaves', async () => {
    const plain = randomBytes(2 * segmentBytes)
    const stored = await seal(plain)
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: stored.length * 8 - 1 }), async (bit) => {
        const broken = Buffer.from(stored)
        broken.writeUInt8(broken.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
        await expect(open(broken, plain.length, 0, plain.length - 1)).rejects.toMatchObject({ code: 'media-altered' })
      }),
      { numRuns: 25 },
    )
  })

  const plain = randomBytes(3 * segmentBytes)
  const sealedSegment = segmentBytes + 16
  test.each([
    ['cut off after its first segment', (stored: Buffer) => stored.subarray(0, sealedSegment)],
    ['with two segments changed about', (stored: Buffer) => moved(stored, [1, 0, 2])],
    ['with a segment twice', (stored: Buffer) => moved(stored, [0, 0, 2])],
    ['with a segment taken out', (stored: Buffer) => moved(stored, [0, 2])],
  ] as const)('%s it does not open as a whole', async (_, change) => {
    const stored = change(await seal(plain))
    const opened = whole(openSegments(key, object, inChunks(stored, 65_536), { from: 0, to: plain.length - 1 }, plain.length))
    await expect(opened).rejects.toMatchObject({ code: 'media-altered' })
  })

  test('it opens under no other name and no other key', async () => {
    const stored = await seal(randomBytes(100))
    const opened = (name: string, under: typeof key) => whole(openSegments(under, name, inChunks(stored, 50), { from: 0, to: 99 }, 100))
    await expect(opened('another', key)).rejects.toMatchObject({ code: 'media-altered' })
    await expect(opened(object, createSecretKey(randomBytes(32)))).rejects.toMatchObject({ code: 'media-altered' })
  })

  function moved(stored: Buffer, order: readonly number[]): Buffer {
    return Buffer.concat(order.map((place) => stored.subarray(place * sealedSegment, (place + 1) * sealedSegment)))
  }
})

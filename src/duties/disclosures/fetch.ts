import { PassThrough, type Readable } from 'node:stream'
import { configure, Reader, TextReader, ZipWriter } from '@zip.js/zip.js'
import type { Answer } from '#decisions/done-or-refused.ts'
import type { GateDeps } from '#gate/deps.ts'
import { disclosure, disclosures } from '#records/disclosure/disclosure.ts'
import { Fault } from '#shared/fault.ts'
import { type Disclosure, isAvailable } from './decide.ts'
import { asItLeaves, withItsLine } from './line.ts'
import type { OpenForClip } from './prepare.ts'

// Everything runs in this process, without workers of the library's own.
configure({ useWebWorkers: false })

/** `over`: not released, already fetched, or too late. */
export type FetchAnswer = Answer<{ readonly archive: Readable }, 'over'>

const whole = { from: 0, to: Number.MAX_SAFE_INTEGER }

/**
 * The clip with its receipt, in an archive that opens only with the passphrase (AES-256, which common programs can open). It can be fetched
 * once. That is stored before the first byte leaves, from the version that was read, so that only one of two simultaneous requests gets it. As it is
 * first fetched to be handed over, its line of the ledger says that it left.
 */
export async function fetchDisclosure(
  deps: Pick<GateDeps, 'clock'>,
  opened: OpenForClip,
  asRead: Disclosure,
  receipt: string,
): Promise<FetchAnswer> {
  const { id, version, passphrase } = asRead
  if (passphrase === null || !isAvailable(asRead, deps.clock())) return { ok: false, why: 'over' }
  const clip = await opened.hear(disclosures, { id, ...whole })
  if (!clip.ok) return clip.why === 'refused' ? clip : { ok: false, why: 'over' }
  const fetchedAt = deps.clock().toString()
  const values = { fetchedAt, ...asItLeaves(asRead, fetchedAt) }
  const noted = await withItsLine(deps, opened, asRead).correct(disclosure, { id, version, values, source: 'colleague' })
  if (!noted.ok) return noted.why === 'refused' ? noted : { ok: false, why: 'over' }
  const name = clip.stretch.type === 'video/mp4' ? 'clip.mp4' : 'clip.mkv'
  return { ok: true, archive: sealedArchive(passphrase, receipt, { name, length: clip.stretch.bytes, bytes: clip.stretch.read() }) }
}

function sealedArchive(
  password: string,
  receipt: string,
  clip: { readonly name: string; readonly length: number; readonly bytes: AsyncIterable<Uint8Array> },
): Readable {
  const out = new PassThrough()
  const writable = new WritableStream<Uint8Array>({
    write: (chunk) => accepted(out, chunk),
    close: () => void out.end(),
    abort: (error) => void out.destroy(error instanceof Error ? error : undefined),
  })
  const archive = new ZipWriter(writable, { password, encryptionStrength: 3, level: 0, zip64: true })
  const written = async (): Promise<void> => {
    await archive.add('receipt.txt', new TextReader(receipt))
    await archive.add(clip.name, new ClipReader(clip.bytes, clip.length))
    await archive.close()
  }
  // If the reader stops or the bytes cannot be opened, the archive is broken off and cannot be opened.
  written().catch((error: unknown) => writable.abort(error).catch(() => undefined))
  return out
}

/** Resolves once there is room for more. */
function accepted(out: PassThrough, chunk: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    if (out.destroyed) return reject(new Fault('fetch-broken-off', 'whoever fetched an archive stopped'))
    out.write(chunk, (error) => (error == null ? resolve() : reject(error)))
  })
}

/** Feeds the archive, which reads the clip in order and once. */
class ClipReader extends Reader<AsyncIterable<Uint8Array>> {
  readonly #chunks: AsyncIterator<Uint8Array>
  #pending = Buffer.alloc(0)
  #at = 0

  constructor(bytes: AsyncIterable<Uint8Array>, length: number) {
    super(bytes)
    this.#chunks = bytes[Symbol.asyncIterator]()
    this.size = length
  }

  override async readUint8Array(index: number, length: number): Promise<Uint8Array> {
    if (index !== this.#at) throw new Fault('clip-read-twice', 'an archive asked for part of a clip out of order')
    while (this.#pending.length < length) {
      const next = await this.#chunks.next()
      if (next.done === true) break
      this.#pending = Buffer.concat([this.#pending, next.value])
    }
    const wanted = this.#pending.subarray(0, length)
    this.#pending = this.#pending.subarray(length)
    this.#at += wanted.length
    return wanted
  }
}

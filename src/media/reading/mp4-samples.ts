import { boxAt, tableOf, wide } from './mp4-boxes.ts'
import { broken } from './passing.ts'

/** Where the samples of a track lie in the file, and how many bytes they have together. */
export type Extent = { readonly from: number; readonly to: number; readonly bytes: number }

export type Sample = {
  /** When it is shown, and how long until the next is decoded, by the track's clock. */
  readonly at: number
  readonly lasts: number
  readonly bytes: number
}

/** More than a day of sixty pictures a second, and more than a day of sound. */
export const mostSamples = 12_000_000

/** Calls `each` with every sample that the index of a track names (`stbl`), in the order of decoding. */
export function samplesOf(table: Buffer, each: (sample: Sample) => void): Extent {
  const [times, offsets, sizes] = [timesIn(table), shownLater(table), sizesIn(table)]
  if (sizes.count > mostSamples) throw broken('has more samples than a day of film')
  const chunks = chunksIn(table)
  let extent: Extent = { from: Number.MAX_SAFE_INTEGER, to: 0, bytes: 0 }
  let decoded = 0
  let sample = 0
  for (let chunk = 0; chunk < chunks.count && sample < sizes.count; chunk += 1) {
    const from = chunks.at(chunk)
    let to = from
    for (let left = chunks.samples(chunk); left > 0 && sample < sizes.count; left -= 1, sample += 1) {
      const [bytes, lasts] = [sizes.at(sample), times()]
      each({ at: decoded + offsets(), lasts, bytes })
      decoded += lasts
      to += bytes
    }
    extent = { from: Math.min(extent.from, from), to: Math.max(extent.to, to), bytes: extent.bytes + to - from }
  }
  if (sample < sizes.count) throw broken('names samples that it does not say where to find')
  return extent
}

/** How long each sample lasts (`stts`), one after another. */
function timesIn(table: Buffer): () => number {
  return runs(boxAt(table, 'stts'), (body, at) => body.readUInt32BE(at), 'has an index without times')
}

/** How long after decoding each sample is shown (`ctts`). Read as signed in every version, because that is what writers write. */
function shownLater(table: Buffer): () => number {
  const body = boxAt(table, 'ctts')
  return body === undefined ? () => 0 : runs(body, (each, at) => each.readInt32BE(at), 'has an index without times')
}

function runs(body: Buffer | undefined, read: (body: Buffer, at: number) => number, lacking: string): () => number {
  if (body === undefined) throw broken(lacking)
  const { count, at } = tableOf(body, 8, 8)
  let [entry, left, value] = [0, 0, 0]
  return () => {
    while (left === 0 && entry < count) {
      left = body.readUInt32BE(at + entry * 8)
      value = read(body, at + entry * 8 + 4)
      entry += 1
    }
    if (left === 0) throw broken(lacking)
    left -= 1
    return value
  }
}

function sizesIn(table: Buffer): { readonly count: number; readonly at: (sample: number) => number } {
  const body = boxAt(table, 'stsz')
  if (body !== undefined) {
    const one = body.length < 12 ? 0 : body.readUInt32BE(4)
    const { count, at } = tableOf(body, 12, one === 0 ? 4 : 0)
    return { count, at: (sample) => (one === 0 ? body.readUInt32BE(at + sample * 4) : one) }
  }
  const packed = boxAt(table, 'stz2')
  if (packed === undefined) return { count: 0, at: () => 0 }
  const width = packed.length < 12 ? 0 : packed.readUInt8(7)
  if (width !== 8 && width !== 16) throw broken('has an index of a kind that nobody writes')
  const { count, at } = tableOf(packed, 12, width / 8)
  return { count, at: (sample) => packed.readUIntBE(at + (sample * width) / 8, width / 8) }
}

function chunksIn(table: Buffer) {
  const [narrow, long, runsOf] = [boxAt(table, 'stco'), boxAt(table, 'co64'), boxAt(table, 'stsc')]
  const places = narrow ?? long
  if (places === undefined || runsOf === undefined) return { count: 0, at: () => 0, samples: () => 0 }
  const width = narrow === undefined ? 8 : 4
  const { count, at } = tableOf(places, 8, width)
  const run = tableOf(runsOf, 8, 12)
  let entry = 0
  return {
    count,
    at: (chunk: number) => wide(places, at + chunk * width, width === 8),
    /** To be called for one chunk after another. */
    samples(chunk: number): number {
      while (entry + 1 < run.count && runsOf.readUInt32BE(run.at + (entry + 1) * 12) <= chunk + 1) entry += 1
      return run.count === 0 ? 0 : runsOf.readUInt32BE(run.at + entry * 12 + 4)
    },
  }
}

import { boxAt, boxesIn, tableOf, wide } from './mp4-boxes.ts'
import { type Fragments, samplesOfFragment } from './mp4-fragment.ts'
import { mostSamples, type Sample, samplesOf } from './mp4-samples.ts'
import { broken, hollow, type Passing, type Reader } from './passing.ts'
import { type Shown, ShownTimes } from './shown-times.ts'

/** Which track is wanted. */
type Wanted = 'picture' | 'sound'

type Track = {
  readonly id: number
  /** Ticks of the track's clock in a second. */
  readonly scale: number
  readonly edit: Edit
  readonly fragments: Fragments
}

/** The span of the track that is shown, by its own clock, where the film begins on it, and how many seconds later it is shown. */
type Edit = { readonly from: number; readonly to: number; readonly begins: number; readonly later: number }

/**
 * Reads an MP4 (ISO/IEC 14496-12) as it passes by, whole or in fragments: its index, how much of that is really there, and when each picture is
 * shown. A fault where there is no index or no picture, or where the file is shorter than it states.
 */
export function* readMp4(passing: Passing, wanted: Wanted): Reader<Shown> {
  const indexed = new Indexed(wanted)
  let media = 0
  for (;;) {
    const head = yield* passing.take(8)
    if (head.length === 0) return indexed.shown({ media, end: passing.at })
    const { type, bytes } = yield* lengthOf(passing, head)
    const before = passing.at
    if (type === 'moov') indexed.index(yield* passing.need(bytes))
    else if (type === 'moof') indexed.fragment(yield* passing.need(bytes))
    else if (bytes === Number.POSITIVE_INFINITY) yield* passing.rest()
    else yield* passing.skip(bytes)
    if (type === 'mdat') media += passing.at - before
  }
}

/** Collects what the index and the fragments state about one track. */
class Indexed {
  readonly #wanted: Wanted
  readonly #times = new ShownTimes()
  #track: Track | undefined
  #samples = 0
  /** Bytes of the samples that the index names, and where the last of them ends. */
  #named = 0
  #furthest = 0
  #lasts = 0

  constructor(wanted: Wanted) {
    this.#wanted = wanted
  }

  index(index: Buffer): void {
    if (this.#track !== undefined) throw broken('has two indexes')
    const found = trackIn(index, this.#wanted)
    if (found === undefined) return
    this.#track = found.track
    const extent = samplesOf(found.table, (sample) => this.#see(found.track, sample))
    this.#named += extent.bytes
    this.#furthest = extent.to
  }

  fragment(fragment: Buffer): void {
    const track = this.#track
    if (track === undefined) return
    this.#named += samplesOfFragment(fragment, track.id, track.fragments, (sample) => this.#see(track, sample))
  }

  /** `media`: how many bytes of samples are there; `end`: where the file ends. */
  shown({ media, end }: { readonly media: number; readonly end: number }): Shown {
    const shown = this.#times.shown(this.#lasts)
    if (shown === undefined) throw hollow(this.#wanted)
    if (this.#named > media || this.#furthest > end) throw broken('has an index of more than is in it')
    return shown
  }

  #see({ edit, scale }: Track, { at, lasts, bytes }: Sample): void {
    this.#samples += 1
    if (this.#samples > mostSamples) throw broken('has more samples than a day of film')
    if (bytes === 0 || at < edit.from || at >= edit.to) return
    this.#times.add((at - edit.begins) / scale + edit.later)
    this.#lasts = lasts / scale
  }
}

function* lengthOf(passing: Passing, head: Buffer): Reader<{ readonly type: string; readonly bytes: number }> {
  if (head.length < 8) throw broken('ends in the middle of something')
  const [said, type] = [head.readUInt32BE(0), head.toString('latin1', 4, 8)]
  if (said === 0) return { type, bytes: Number.POSITIVE_INFINITY }
  const bytes = said === 1 ? Number((yield* passing.need(8)).readBigUInt64BE(0)) - 16 : said - 8
  if (bytes < 0) throw broken('has a box that says to be shorter than its own head')
  return { type, bytes }
}

/** The first track of the kind: the one that players show, and that clips are cut from. */
function trackIn(index: Buffer, wanted: Wanted): { readonly track: Track; readonly table: Buffer } | undefined {
  const handler = wanted === 'picture' ? 'vide' : 'soun'
  for (const { type, body } of boxesIn(index)) {
    if (type !== 'trak') continue
    if (boxAt(body, 'mdia', 'hdlr')?.toString('latin1', 8, 12) !== handler) continue
    const [head, clock, table] = [boxAt(body, 'tkhd'), boxAt(body, 'mdia', 'mdhd'), boxAt(body, 'mdia', 'minf', 'stbl')]
    if (head === undefined || clock === undefined || table === undefined) throw broken('has a track without an index')
    const id = wide(head, isWide(head) ? 20 : 12, false)
    const scale = wide(clock, isWide(clock) ? 20 : 12, false)
    if (scale === 0) throw broken('has a track without a clock')
    const edit = editOf(boxAt(body, 'edts', 'elst'), scale, movieScale(index))
    return { track: { id, scale, edit, fragments: { usual: usualIn(index, id), decoded: 0 } }, table }
  }
  return undefined
}

function isWide(body: Buffer): boolean {
  return body.length > 0 && body.readUInt8(0) === 1
}

function movieScale(index: Buffer): number {
  const head = boxAt(index, 'mvhd')
  return head === undefined ? 0 : wide(head, isWide(head) ? 20 : 12, false)
}

/**
 * Supports one empty span at the beginning, followed by one part of the track as it is, which recorders and cutting tools write. A film that is shown
 * in another order than it was filmed, twice, or at another speed cannot be matched to the clock.
 */
function editOf(list: Buffer | undefined, scale: number, movie: number): Edit {
  let edit: Edit | undefined
  let later = 0
  if (list !== undefined) {
    const width = isWide(list) ? 8 : 4
    const { count, at } = tableOf(list, 8, width * 2 + 4)
    if (count > 0 && movie === 0) throw broken('has a list of edits without a clock')
    for (let entry = 0; entry < count; entry += 1) {
      const offset = at + entry * (width * 2 + 4)
      const length = wide(list, offset, width === 8) / movie
      const from = width === 8 ? Number(list.readBigInt64BE(offset + 8)) : list.readInt32BE(offset + 4)
      if (from < 0 && edit === undefined) later += length
      else if (edit !== undefined || list.readInt32BE(offset + width * 2) !== 0x10000)
        throw broken('is edited: it shows its pictures otherwise than they were filmed')
      else edit = { from, to: length === 0 ? Number.POSITIVE_INFINITY : from + Math.ceil(length * scale), begins: from, later }
    }
  }
  return edit ?? { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY, begins: 0, later }
}

function usualIn(index: Buffer, track: number): { readonly lasts: number; readonly bytes: number } {
  const extended = boxAt(index, 'mvex')
  const found = (extended === undefined ? [] : boxesIn(extended)).find(
    ({ type, body }) => type === 'trex' && body.length >= 24 && body.readUInt32BE(4) === track,
  )
  return found === undefined ? { lasts: 0, bytes: 0 } : { lasts: found.body.readUInt32BE(12), bytes: found.body.readUInt32BE(16) }
}

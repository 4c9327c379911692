import { latin } from './bytes-text.ts'
import { riffChunks, view } from './chunks.ts'
import type { FileKind } from './kinds.ts'
import type { Taker } from './piece.ts'
import { takeBlock } from './read-picture.ts'

/** Reads what sound and film have beside their samples. What is said or seen in them is not read here: a colleague hears or sees it. */
export function readMedia(kind: Extract<FileKind, 'wav' | 'mp4' | 'mp3' | 'ogg'>, bytes: Uint8Array, take: Taker): void {
  if (kind === 'mp4') readBoxes(bytes, 0, bytes.length, take)
  else if (kind === 'wav') readWav(bytes, take)
  else if (kind === 'mp3') readMp3(bytes, take)
  else readOgg(bytes, take)
}

function metadata(bytes: Uint8Array, from: number, to: number, take: Taker): void {
  takeBlock(bytes.subarray(from, to), take, false, 'media-metadata')
}

function samples(bytes: Uint8Array, from: number, to: number, take: Taker): void {
  takeBlock(bytes.subarray(from, to), take, true)
}

function readWav(bytes: Uint8Array, take: Taker): void {
  const chunks = riffChunks(bytes)
  if (chunks === undefined) {
    take.unreadable('broken')
    return
  }
  for (const { name, from, to } of chunks) (name === 'data' ? samples : metadata)(bytes, from, to, take)
}

const boxesWithBoxes: ReadonlySet<string> = new Set(['moov', 'trak', 'mdia', 'minf', 'stbl', 'edts', 'moof', 'traf', 'mvex'])
/** Samples, and tables of their sizes and places. */
const sampleBoxes: ReadonlySet<string> = new Set([
  'mdat',
  'stsz',
  'stz2',
  'stco',
  'co64',
  'stts',
  'ctts',
  'stsc',
  'stss',
  'trun',
  'sidx',
  'tfra',
  'sdtp',
])

function readBoxes(bytes: Uint8Array, begin: number, end: number, take: Taker): void {
  const data = view(bytes)
  for (let at = begin; at < end; ) {
    if (at + 8 > end) {
      metadata(bytes, at, end, take)
      return
    }
    const name = latin(bytes, at + 4, at + 8)
    const short = data.getUint32(at)
    const head = short === 1 ? 16 : 8
    if (at + head > end) {
      take.unreadable('broken')
      return
    }
    const length = short === 1 ? Number(data.getBigUint64(at + 8)) : short === 0 ? end - at : short
    if (length < head || at + length > end) {
      take.unreadable('broken')
      return
    }
    const to = at + length
    if (boxesWithBoxes.has(name)) readBoxes(bytes, at + head, to, take)
    else if (sampleBoxes.has(name)) samples(bytes, at + head, to, take)
    else metadata(bytes, at + 4, to, take)
    at = to
  }
}

/** Tags stand at the beginning (ID3v2) and at the end (ID3v1, APE). */
const mostTail = 64 * 1024

function readMp3(bytes: Uint8Array, take: Taker): void {
  const size = latin(bytes, 0, 3) === 'ID3' ? 10 + sevenBits(bytes) : 0
  if (size > bytes.length) {
    take.unreadable('broken')
    return
  }
  const tail = Math.max(size, bytes.length - mostTail)
  metadata(bytes, 0, size, take)
  samples(bytes, size, tail, take)
  const tag = /APETAGEX|TAG|LYRICSBEGIN/.exec(latin(bytes, tail))
  const from = tag === null ? bytes.length : tail + tag.index
  samples(bytes, tail, from, take)
  metadata(bytes, from, bytes.length, take)
}

function sevenBits(bytes: Uint8Array): number {
  return [6, 7, 8, 9].reduce((sum, at) => (sum << 7) | ((bytes[at] ?? 0) & 0x7f), 0)
}

/** The pages before the first sound have the tags: their position is 0. */
function readOgg(bytes: Uint8Array, take: Taker): void {
  const data = view(bytes)
  let at = 0
  while (at + 27 <= bytes.length && latin(bytes, at, at + 4) === 'OggS') {
    const segments = bytes[at + 26] ?? 0
    const head = 27 + segments
    if (at + head > bytes.length) {
      take.unreadable('broken')
      return
    }
    const length = bytes.subarray(at + 27, at + head).reduce((sum, each) => sum + each, 0)
    const to = at + head + length
    if (to > bytes.length) {
      take.unreadable('broken')
      return
    }
    const isSound = data.getBigUint64(at + 6, true) !== 0n
    ;(isSound ? samples : metadata)(bytes, at + head, to, take)
    at = to
  }
  if (at < bytes.length) metadata(bytes, at, bytes.length, take)
}

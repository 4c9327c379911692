import { boxesIn, wide } from './mp4-boxes.ts'
import type { Sample } from './mp4-samples.ts'
import { broken } from './passing.ts'

/** The values of a track's samples where a fragment does not state them. */
export type Usual = { readonly lasts: number; readonly bytes: number }

export type Fragments = {
  readonly usual: Usual
  /** When the next fragment begins, where it does not state it. */
  decoded: number
}

/** Calls `each` with the samples that a fragment (`moof`) has of the track; answers how many bytes they are. */
export function samplesOfFragment(moof: Buffer, track: number, known: Fragments, each: (sample: Sample) => void): number {
  let bytes = 0
  for (const { type, body } of boxesIn(moof)) {
    if (type !== 'traf') continue
    const parts = boxesIn(body)
    const head = parts.find((part) => part.type === 'tfhd')?.body
    if (head === undefined || head.length < 8) throw broken('has a fragment that does not say of what')
    if (head.readUInt32BE(4) !== track) continue
    const usual = usualOf(head, known.usual)
    const began = parts.find((part) => part.type === 'tfdt')?.body
    if (began !== undefined && began.length >= 8) known.decoded = wide(began, 4, began.readUInt8(0) === 1)
    for (const part of parts) if (part.type === 'trun') bytes += samplesOfRun(part.body, usual, known, each)
  }
  return bytes
}

function usualOf(head: Buffer, { lasts, bytes }: Usual): Usual {
  const flags = head.readUIntBE(1, 3)
  let at = 8 + (flags & 0x1 ? 8 : 0) + (flags & 0x2 ? 4 : 0)
  const next = (isThere: boolean, other: number): number => {
    if (!isThere) return other
    at += 4
    if (at > head.length) throw broken('has a fragment that is cut short')
    return head.readUInt32BE(at - 4)
  }
  return { lasts: next((flags & 0x8) !== 0, lasts), bytes: next((flags & 0x10) !== 0, bytes) }
}

function samplesOfRun(run: Buffer, usual: Usual, known: Fragments, each: (sample: Sample) => void): number {
  if (run.length < 8) throw broken('has a fragment that is cut short')
  const [flags, count] = [run.readUIntBE(1, 3), run.readUInt32BE(4)]
  const has = (flag: number) => ((flags & flag) === 0 ? 0 : 4)
  const [lastsAt, bytesAt, flagsAt, laterAt] = [has(0x100), has(0x200), has(0x400), has(0x800)]
  const width = lastsAt + bytesAt + flagsAt + laterAt
  let at = 8 + has(0x1) + has(0x4)
  if (at + count * width > run.length || count > mostInRun) throw broken('has a fragment that is cut short')
  let total = 0
  for (let sample = 0; sample < count; sample += 1, at += width) {
    const lasts = lastsAt === 0 ? usual.lasts : run.readUInt32BE(at)
    const bytes = bytesAt === 0 ? usual.bytes : run.readUInt32BE(at + lastsAt)
    const later = laterAt === 0 ? 0 : run.readInt32BE(at + lastsAt + bytesAt + flagsAt)
    each({ at: known.decoded + later, lasts, bytes })
    known.decoded += lasts
    total += bytes
  }
  return total
}

/** Where all samples of a run are alike it states nothing of each, so a few bytes could claim any number of them. */
const mostInRun = 1_000_000

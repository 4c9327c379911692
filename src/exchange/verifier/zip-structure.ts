import { view } from './chunks.ts'

/** An entry as both directories of an archive tell it: the central one at the end, and the head before its contents. */
export type ZipEntry = {
  readonly name: Uint8Array
  readonly localName: Uint8Array
  /** Comment and extra fields, of both. */
  readonly beside: readonly Uint8Array[]
  readonly offset: number
}

type Range = { readonly from: number; readonly to: number }
export type ZipStructure = { readonly entries: readonly ZipEntry[]; readonly comment: Uint8Array; readonly outside: readonly Range[] }

const endLength = 22
const mostComment = 0xffff
/** Lengths of what may follow an entry whose sizes were not known when it began. */
const descriptors: ReadonlySet<number> = new Set([12, 16, 20, 24])

/** Reads an archive byte by byte, without a library, so that nothing in it is overlooked. Undefined where it contradicts itself. */
export async function zipStructure(archive: Blob): Promise<ZipStructure | undefined> {
  const end = await endOf(archive)
  if (end === undefined || end.to > end.at || end.to - end.from > archive.size) return undefined
  const directory = await bytesOf(archive, end.from, end.to)
  const central = centralEntries(directory)
  if (central === undefined || central.length !== end.count) return undefined
  const entries: ZipEntry[] = []
  const taken: (Range & { readonly mayDescribe: boolean })[] = []
  for (const entry of central) {
    const local = await localOf(archive, entry.offset)
    if (local === undefined) return undefined
    const { name, beside, offset } = entry
    entries.push({ name, localName: local.name, beside: [...beside, local.extra], offset })
    taken.push({ from: offset, to: local.dataAt + entry.packed, mayDescribe: entry.isDescribed })
  }
  taken.push({ from: end.from, to: end.to, mayDescribe: false })
  return { entries, comment: end.comment, outside: outsideOf(taken, end.at) }
}

export async function bytesOf(archive: Blob, from: number, to: number): Promise<Uint8Array> {
  return new Uint8Array(await archive.slice(from, to).arrayBuffer())
}

/** The end of an archive: how many entries it has, and where their directory is. `at`: where the end itself begins. */
async function endOf(archive: Blob) {
  const from = Math.max(0, archive.size - endLength - mostComment)
  const bytes = await bytesOf(archive, from, archive.size)
  const data = view(bytes)
  for (let at = bytes.length - endLength; at >= 0; at -= 1) {
    if (data.getUint32(at, true) !== 0x06054b50 || at + endLength + data.getUint16(at + 20, true) !== bytes.length) continue
    const comment = bytes.subarray(at + endLength)
    const large = await largeEnd(archive, from + at)
    if (large !== undefined) return { ...large, comment }
    const begin = data.getUint32(at + 16, true)
    return { count: data.getUint16(at + 10, true), from: begin, to: begin + data.getUint32(at + 12, true), at: from + at, comment }
  }
  return undefined
}

/** The end of an archive of the larger form. */
async function largeEnd(archive: Blob, end: number) {
  if (end < 20) return undefined
  const locator = view(await bytesOf(archive, end - 20, end))
  if (locator.getUint32(0, true) !== 0x07064b50) return undefined
  const at = Number(locator.getBigUint64(8, true))
  if (at + 56 > end) return undefined
  const data = view(await bytesOf(archive, at, at + 56))
  const from = Number(data.getBigUint64(48, true))
  return { count: Number(data.getBigUint64(32, true)), from, to: from + Number(data.getBigUint64(40, true)), at }
}

function centralEntries(directory: Uint8Array) {
  const data = view(directory)
  const entries = []
  for (let at = 0; at < directory.length; ) {
    if (at + 46 > directory.length || data.getUint32(at, true) !== 0x02014b50) return undefined
    const [named, extended, commented] = [data.getUint16(at + 28, true), data.getUint16(at + 30, true), data.getUint16(at + 32, true)]
    const [nameAt, extraAt, commentAt] = [at + 46, at + 46 + named, at + 46 + named + extended]
    const next = commentAt + commented
    if (next > directory.length) return undefined
    const extra = directory.subarray(extraAt, commentAt)
    const large = largeSizes(extra, data.getUint32(at + 24, true), data.getUint32(at + 20, true), data.getUint32(at + 42, true))
    entries.push({
      name: directory.subarray(nameAt, extraAt),
      beside: [extra, directory.subarray(commentAt, next)],
      isDescribed: (data.getUint16(at + 8, true) & 8) !== 0,
      ...large,
    })
    at = next
  }
  return entries
}

/** Sizes that do not fit stand in an extra field of their own, in this order and only where they are needed. */
function largeSizes(extra: Uint8Array, unpacked: number, packed: number, offset: number) {
  const data = view(extra)
  const large: number[] = []
  for (let at = 0; at + 4 <= extra.length; at += 4 + data.getUint16(at + 2, true)) {
    if (data.getUint16(at, true) !== 1) continue
    for (let place = at + 4; place + 8 <= Math.min(extra.length, at + 4 + data.getUint16(at + 2, true)); place += 8)
      large.push(Number(data.getBigUint64(place, true)))
  }
  const next = (size: number): number => (size === 0xffffffff ? (large.shift() ?? size) : size)
  next(unpacked)
  return { packed: next(packed), offset: next(offset) }
}

async function localOf(archive: Blob, offset: number) {
  if (offset + 30 > archive.size) return undefined
  const head = view(await bytesOf(archive, offset, offset + 30))
  if (head.getUint32(0, true) !== 0x04034b50) return undefined
  const named = head.getUint16(26, true)
  const dataAt = offset + 30 + named + head.getUint16(28, true)
  const rest = await bytesOf(archive, offset + 30, dataAt)
  return { name: rest.subarray(0, named), extra: rest.subarray(named), dataAt }
}

/** What belongs to no entry and no directory. */
function outsideOf(taken: readonly (Range & { readonly mayDescribe: boolean })[], end: number): readonly Range[] {
  const outside: Range[] = []
  let at = 0
  let mayDescribe = false
  for (const range of [...taken.toSorted((one, other) => one.from - other.from), { from: end, to: end, mayDescribe: false }]) {
    const gap = range.from - at
    if (gap > 0 && !(mayDescribe && descriptors.has(gap))) outside.push({ from: at, to: range.from })
    if (range.to >= at) mayDescribe = range.mayDescribe
    at = Math.max(at, range.to)
  }
  return outside
}

import { endianness } from 'node:os'

/** PostgreSQL's page, and how many of them one file has before the next begins (`src/include/pg_config.h` as it is built by default). */
export const pageBytes = 8192
const pagesOfFile = 131_072
/** A page's header: where its checksum is, where the hole begins and ends, and its size with the version of its layout. */
const header = { checksum: 8, lower: 12, upper: 14, special: 16, version: 18, bytes: 24 } as const
const knownVersion = pageBytes | 4

/** Of a file of the cluster, below its folder: the number of its first page; undefined where its pages are of another layout (maps, and what is no table). */
export function firstPageOf(name: string): number | undefined {
  const found = /^(?:base\/\d+|global)\/\d+(?:\.(\d+))?$/.exec(name)
  return found === null ? undefined : Number(found[1] ?? 0) * pagesOfFile
}

/**
 * Between the pointers and the rows of a page lies a hole, in which rows that were deleted stand on until something else is written there. It holds
 * nothing that anybody reads: PostgreSQL itself leaves it out of its log of changes, and makes it nought where it restores a page from there. Made
 * nought in `pages`, whose first has the number `first`, with the pages' checksums where the cluster has them.
 */
export function clearHoles(pages: Buffer, first: number, checksums: boolean): void {
  for (let at = 0; at + pageBytes <= pages.length; at += pageBytes) {
    const page = pages.subarray(at, at + pageBytes)
    const [lower, upper, special] = [page.readUInt16LE(header.lower), page.readUInt16LE(header.upper), page.readUInt16LE(header.special)]
    const isKnown = page.readUInt16LE(header.version) === knownVersion
    if (!isKnown || lower < header.bytes || lower >= upper || upper > special || special > pageBytes) continue
    const hole = page.subarray(lower, upper)
    if (isNought(hole)) continue
    // A page caught half-written has a wrong checksum, and is restored from the log of changes: it keeps being wrong.
    const wasRight = !checksums || page.readUInt16LE(header.checksum) === checksumOf(page, first + at / pageBytes)
    hole.fill(0)
    if (checksums && wasRight) page.writeUInt16LE(checksumOf(page, first + at / pageBytes), header.checksum)
  }
}

function isNought(bytes: Buffer): boolean {
  return bytes.equals(nought.subarray(0, bytes.length))
}

const nought = Buffer.alloc(pageBytes)

const prime = 16777619
/** Where each of the 32 sums begins (`src/include/storage/checksum_impl.h`). */
const begin = Uint32Array.of(
  ...[0x5b1f36e9, 0xb8525960, 0x02ab50aa, 0x1de66d2a, 0x79ff467a, 0x9bb9f8a3, 0x217e7cd2, 0x83e13d2c],
  ...[0xf8d4474f, 0xe39eb970, 0x42c6ae16, 0x993216fa, 0x7b093b5d, 0x98daff3c, 0xf718902a, 0x0b1c9cdb],
  ...[0xe58f764b, 0x187636bc, 0x5d7b3bb1, 0xe73de7de, 0x92bec979, 0xcca6c0b2, 0x304a0979, 0x85aa43d4],
  ...[0x783125bb, 0x6ca8eaa2, 0xe407eac6, 0x4b5cfc3e, 0x9fbf8c76, 0x15ca20be, 0xf2ca9fd3, 0x959bd756],
)

/** A page's checksum as PostgreSQL makes it: 32 FNV-1a sums side by side, folded, with the page's number. The field itself counts as nought. */
export function checksumOf(page: Buffer, number: number): number {
  const sums = Uint32Array.from(begin)
  const mix = (lane: number, word: number) => {
    const mixed = (sums[lane] ?? 0) ^ word
    sums[lane] = Math.imul(mixed, prime) ^ (mixed >>> 17)
  }
  for (let word = 0; word < pageBytes / 4; word += 1) {
    const value = word * 4 === header.checksum ? page.readUInt32LE(word * 4) & 0xffff0000 : page.readUInt32LE(word * 4)
    mix(word % 32, value)
  }
  for (let round = 0; round < 2; round += 1) for (let lane = 0; lane < 32; lane += 1) mix(lane, 0)
  const folded = sums.reduce((sum, each) => sum ^ each, 0)
  return (((folded ^ number) >>> 0) % 65_535) + 1
}

/** Whether pages are laid out as this machine reads them here: no PostgreSQL that we ship writes them otherwise. */
export const pagesAreReadable = endianness() === 'LE'

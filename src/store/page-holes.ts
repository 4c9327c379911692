import { endianness } from 'node:os'

/** The size of PostgreSQL's page, and the number of pages in one file (`src/include/pg_config.h` as built by default). */
export const pageBytes = 8192
const pagesOfFile = 131_072
/** The offsets in a page's header: the checksum, where the hole begins and ends, and the size with the version of the layout. */
const header = { checksum: 8, lower: 12, upper: 14, special: 16, version: 18, bytes: 24 } as const
const knownVersion = pageBytes | 4

/**
 * For a file of the cluster, relative to its folder: the number of its first page. Undefined for files with other pages (maps, and whatever is no
 * table).
 */
export function firstPageOf(name: string): number | undefined {
  const found = /^(?:base\/\d+|global)\/\d+(?:\.(\d+))?$/.exec(name)
  return found === null ? undefined : Number(found[1] ?? 0) * pagesOfFile
}

/**
 * Between the pointers and the rows of a page there is a hole, where deleted rows remain until something else is written over them. Nothing reads it:
 * PostgreSQL leaves it out of its log of changes, and zeroes it when it restores a page from there. This zeroes the holes of `pages`, the first of
 * which has the number `first`, and corrects the checksums where the cluster has them.
 */
export function clearHoles(pages: Buffer, first: number, checksums: boolean): void {
  for (let at = 0; at + pageBytes <= pages.length; at += pageBytes) {
    const page = pages.subarray(at, at + pageBytes)
    const [lower, upper, special] = [page.readUInt16LE(header.lower), page.readUInt16LE(header.upper), page.readUInt16LE(header.special)]
    const isKnown = page.readUInt16LE(header.version) === knownVersion
    if (!isKnown || lower < header.bytes || lower >= upper || upper > special || special > pageBytes) continue
    const hole = page.subarray(lower, upper)
    if (isNought(hole)) continue
    // A page copied half-written has a wrong checksum, and PostgreSQL restores it from the log of changes: it must stay wrong.
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
/** The initial values of the 32 sums (`src/include/storage/checksum_impl.h`). */
const begin = Uint32Array.of(
  ...[0x5b1f36e9, 0xb8525960, 0x02ab50aa, 0x1de66d2a, 0x79ff467a, 0x9bb9f8a3, 0x217e7cd2, 0x83e13d2c],
  ...[0xf8d4474f, 0xe39eb970, 0x42c6ae16, 0x993216fa, 0x7b093b5d, 0x98daff3c, 0xf718902a, 0x0b1c9cdb],
  ...[0xe58f764b, 0x187636bc, 0x5d7b3bb1, 0xe73de7de, 0x92bec979, 0xcca6c0b2, 0x304a0979, 0x85aa43d4],
  ...[0x783125bb, 0x6ca8eaa2, 0xe407eac6, 0x4b5cfc3e, 0x9fbf8c76, 0x15ca20be, 0xf2ca9fd3, 0x959bd756],
)

/** A page's checksum as PostgreSQL computes it: 32 parallel FNV-1a sums, folded, with the page's number. The field itself counts as zero. */
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

/** Whether pages have the byte order of this code: every PostgreSQL that is shipped here writes them so. */
export const pagesAreReadable = endianness() === 'LE'

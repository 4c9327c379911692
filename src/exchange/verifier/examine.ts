import { createHash } from 'node:crypto'
import { kindOf } from './kinds.ts'
import type { Noting, Piece, Reader, Unreadable, Where } from './piece.ts'
import { readFile } from './read-file.ts'
import { readZip } from './read-zip.ts'
import { searchFor } from './search.ts'
import type { Hit, Unread, Verdict } from './verdict.ts'
import type { GivenString, Withheld } from './withheld.ts'
import { bytesOf } from './zip-structure.ts'

export type Examined = {
  readonly archive: Blob
  readonly password: string | undefined
  readonly withheld: readonly Withheld[]
  readonly given: readonly GivenString[]
}

/** How deep files may lie in files. */
const deepest = 4

/** Reads every byte of an archive, or of a single file, and says where a withheld string stands and what nobody could read. */
export async function examine({ archive, password, withheld, given }: Examined): Promise<Verdict> {
  const notes = notesOf(withheld, given)
  const digest = await digestOf(archive)
  if (archive.size === 0) notes.takerOf(0, 0).unreadable('broken')
  else await readArchive(archive, password, notes, 0, 0)
  return notes.verdict(digest)
}

type Notes = ReturnType<typeof notesOf>

async function readArchive(archive: Blob, password: string | undefined, notes: Notes, file: number, depth: number): Promise<void> {
  const head = await bytesOf(archive, 0, 16)
  if (kindOf(head) !== 'zip') return await readOne(await bytesOf(archive, 0, archive.size), '', notes, file, depth)
  await readZip(archive, password, {
    // Files in an archive within the archive have the number of that.
    of: (entry) => notes.takerOf(depth === 0 ? entry : file, depth),
    entry: (entry, name, bytes) => readOne(bytes, name, notes, depth === 0 ? entry : file, depth === 0 ? 0 : depth + 1),
  })
}

async function readOne(bytes: Uint8Array, name: string, notes: Notes, file: number, depth: number, by?: Reader): Promise<void> {
  const noting = notes.takerOf(file, depth, by)
  if (depth > deepest) {
    noting.unreadable('too-deep')
    return
  }
  notes.file(bytes.length)
  const inner = (each: Uint8Array, finder: Reader): Promise<void> => readOne(each, '', notes, file, depth + 1, by ?? finder)
  if (kindOf(bytes) === 'zip') await readArchive(new Blob([bytes.slice()]), undefined, notes, file, depth + 1)
  else await readFile(bytes, { ...noting, inner }, name)
}

function notesOf(withheld: readonly Withheld[], given: readonly GivenString[]) {
  const search = searchFor(withheld, given)
  const hits = new Map<string, Hit>()
  const unread = new Map<string, Unread>()
  const allowed = new Map<string, number>()
  const read = { files: 0, pages: 0, bytes: 0, texts: 0 }

  function note(piece: Piece, file: number, depth: number, by: Reader | undefined): void {
    read.texts += piece.text.length
    const where = depth > 0 && !ofMedia.has(piece.where) ? 'attachment' : piece.where
    const namesJoined = joined.has(piece.where)
    const searched = search(piece.text, file, { noise: piece.noise, namesJoined })
    for (const [decision, times] of searched.allowed) allowed.set(decision, (allowed.get(decision) ?? 0) + times)
    for (const found of searched.found)
      keep(hits, { ...found, file, where, reader: by ?? piece.reader, ...(piece.page === undefined ? {} : { page: piece.page }) })
  }
  return {
    file: (bytes: number): void => {
      read.files += 1
      read.bytes += bytes
    },
    takerOf: (file: number, depth: number, by?: Reader): Noting => ({
      piece: (piece) => note(piece, file, depth, by),
      unreadable: (why: Unreadable) => void unread.set(`${file} ${why}`, { file, why }),
      pages: (count) => {
        read.pages += count
      },
    }),
    verdict: (digest: string): Verdict => {
      const about = { digest, read: { ...read } }
      if (hits.size > 0 || unread.size > 0) return { clean: false, ...about, hits: [...hits.values()], unread: [...unread.values()] }
      return { clean: true, ...about, allowed: [...allowed].map(([decision, times]) => ({ decision, times })) }
    },
  }
}

/** A picture in a PDF keeps its own places. */
const ofMedia: ReadonlySet<Where> = new Set(['picture-metadata', 'media-metadata', 'media-samples'])

/** Where words are written together: names of files and of fields. */
const joined: ReadonlySet<Where> = new Set(['file-name', 'json-key', 'destination'])

function keep(hits: Map<string, Hit>, hit: Hit): void {
  const key = [hit.withheld, hit.extent, hit.file, hit.where, hit.page ?? '', hit.reader].join(' ')
  hits.set(key, { ...hit, times: Math.max(hit.times, hits.get(key)?.times ?? 0) })
}

async function digestOf(archive: Blob): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of archive.stream()) hash.update(chunk)
  return hash.digest('hex')
}

import { createReadStream } from 'node:fs'
import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { PackEnding, PackHead, PackItem, PackTaker, SectionHead } from '#duties/subject-access/gather.ts'
import { isRecord } from '#shared/record.ts'
import { syncFolder } from '#store/copy-file.ts'

export const jsonName = 'your-information.json'

/** Characters that are kept in memory before they are written. */
const bufferedMost = 64 * 1024

/**
 * Writes a pack as JSON while it is gathered: an item a line, in memory that does not grow with it. The file gets its name only once it is whole and
 * on disk. `begun` runs when the first item is known, and `whole` before the file gets its name.
 */
export function jsonFile(folder: string, { begun, whole }: { readonly begun: () => Promise<void>; readonly whole: () => Promise<void> }) {
  const part = join(folder, `.${jsonName}.part`)
  let file: FileHandle | undefined
  let buffered = ''
  let sections = 0
  let items = 0

  async function put(text: string): Promise<void> {
    buffered += text
    if (buffered.length >= bufferedMost) await flush()
  }
  async function flush(): Promise<void> {
    const text = buffered
    buffered = ''
    await file?.writeFile(text)
  }

  const taker: PackTaker = {
    async begin(head: PackHead) {
      await begun()
      file = await open(part, 'w', 0o600)
      await put(`{${Object.entries(head).map(line).join(',')},\n"sections": [`)
    },
    async section(head: SectionHead) {
      await put(`${sections === 0 ? '' : '\n]},'}\n${JSON.stringify(head).slice(0, -1)},"items": [`)
      sections += 1
      items = 0
    },
    async items(page: readonly PackItem[]) {
      for (const item of page) {
        await put(`${items === 0 ? '' : ','}\n${JSON.stringify(item)}`)
        items += 1
      }
    },
    async end(ending: PackEnding) {
      await put(`${sections === 0 ? '' : '\n]}'}\n],${Object.entries(ending).map(line).join(',')}\n}\n`)
      await flush()
      await file?.sync()
      await file?.close()
      file = undefined
      await whole()
      await rename(part, join(folder, jsonName))
      await syncFolder(folder)
    },
  }
  /** Removes a file that was begun and will not be finished. */
  async function abandon(): Promise<void> {
    if (file === undefined) return
    await file.close()
    await rm(part, { force: true })
  }
  return { taker, abandon }
}

export type JsonPiece = { readonly section: SectionHead } | { readonly item: PackItem }

/** The sections and items of a file that `jsonFile` wrote, in their order. */
export async function* piecesOf(folder: string): AsyncGenerator<JsonPiece> {
  let isInside = false
  for await (const text of linesOf(join(folder, jsonName))) {
    if (text.startsWith('"sections": [')) isInside = true
    else if (text === '],') isInside = false
    if (!isInside || text === ']}' || text === ']},' || text.startsWith('"sections": [')) continue
    if (text.endsWith('"items": [')) {
      const section: unknown = JSON.parse(`${text}]}`)
      if (isSection(section)) yield { section }
      continue
    }
    const item: unknown = JSON.parse(text.endsWith(',') ? text.slice(0, -1) : text)
    if (isItem(item)) yield { item }
  }
}

async function* linesOf(path: string): AsyncGenerator<string> {
  let rest = ''
  for await (const chunk of createReadStream(path, { encoding: 'utf8', highWaterMark: bufferedMost })) {
    const lines = (rest + String(chunk)).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  if (rest !== '') yield rest
}

function line([name, value]: [string, unknown]): string {
  return `\n${JSON.stringify(name)}: ${JSON.stringify(value)}`
}

function isSection(value: unknown): value is SectionHead {
  return isRecord(value) && typeof value.type === 'string' && typeof value.title === 'string' && typeof value.category === 'string'
}

function isItem(value: unknown): value is PackItem {
  return isRecord(value) && typeof value.source === 'string' && typeof value.collectedAt === 'string' && isRecord(value.values)
}

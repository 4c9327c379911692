import type { z } from 'zod'
import type { Tally } from '../import-tally.ts'
import { itemsInBatch, unitsInBatch } from '../store-units.ts'
import { readBulk } from './bulk.ts'
import { reasonOf, withoutEmpty } from './plain-fields.ts'

export type Numbered<T> = { readonly line: number; readonly document: T }

type Reading<T> = {
  readonly path: string
  /** The file's name in the report. */
  readonly file: string
  readonly shape: z.ZodType<T>
  /** Known fields that nothing here needs; counted. */
  readonly notTaken: readonly string[]
  /** Why a well-formed document is refused all the same, or null. */
  readonly wrong: (document: T) => string | null
  /** About how many rows it becomes. */
  readonly rows: (document: T) => number
  readonly store: (documents: readonly Numbered<T>[]) => Promise<void>
  readonly tally: Tally
  readonly onBytes: (bytes: number) => void
}

/**
 * Reads a file's documents and passes them on in batches. The next batch is read while two are being stored, so memory holds three. A document that
 * is not understood, or whose id is on an earlier line, is refused by name.
 */
export async function readDocuments<T extends { readonly id: string }>(reading: Reading<T>): Promise<void> {
  const { tally, onBytes, path, file } = reading
  const lineOfId = new Map<string, number>()
  let batch: Numbered<T>[] = []
  let rows = 0
  const storing: Promise<void>[] = []

  function understand(document: Readonly<Record<string, unknown>>, line: number): T | string {
    const filled = withoutEmpty(document)
    if (filled === undefined) return 'the document is nested too deep'
    const parsed = reading.shape.safeParse(filled)
    if (!parsed.success) return reasonOf(parsed.error)
    const earlier = lineOfId.get(parsed.data.id)
    if (earlier !== undefined) return `the same \`id\` stands on line ${earlier}`
    const wrong = reading.wrong(parsed.data)
    if (wrong !== null) return wrong
    lineOfId.set(parsed.data.id, line)
    for (const name of reading.notTaken) if (Object.hasOwn(filled, name)) tally.leave(file, name)
    return parsed.data
  }

  async function flush(): Promise<void> {
    if (storing.length === 2) await storing.shift()
    const stored = reading.store(batch)
    // Awaited later; until then a failure must not count as an unhandled rejection.
    stored.catch(() => {})
    storing.push(stored)
    batch = []
    rows = 0
  }

  for await (const lines of readBulk(path, onBytes)) {
    for (const { line, document, reason } of lines) {
      const understood = document === undefined ? reason : understand(document, line)
      if (typeof understood === 'string') {
        tally.refuse(file, line, understood)
        continue
      }
      batch.push({ line, document: understood })
      rows += reading.rows(understood)
      if (batch.length >= unitsInBatch || rows >= itemsInBatch) await flush()
    }
  }
  await flush()
  await Promise.all(storing)
}

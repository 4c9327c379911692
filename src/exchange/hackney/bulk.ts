import { isRecord } from '#shared/record.ts'
import { parseJsonLine } from '../json-line.ts'
import { type Line, readLines } from '../lines.ts'

/** A document of an Elasticsearch bulk file with its line number; or a line that is refused, and why. */
export type BulkLine =
  | { readonly line: number; readonly document: Readonly<Record<string, unknown>>; readonly reason?: never }
  | { readonly line: number; readonly document?: never; readonly reason: string }

type Waiting = { readonly line: number; readonly id: string | null }

/**
 * The documents of a bulk file, in groups. The count is of documents: an index line is half of one, and counts by itself only when its document is
 * missing; a line that cannot be read counts as a document. A document may come without an index line. INVARIANT: every line except an index line
 * followed by its document comes out exactly once.
 */
export async function* readBulk(path: string, onBytes?: (bytes: number) => void): AsyncGenerator<readonly BulkLine[]> {
  let waiting: Waiting | null = null
  for await (const lines of readLines(path, onBytes)) {
    const out: BulkLine[] = []
    for (const line of lines) {
      const read = lineOf(line)
      if ('index' in read) {
        if (waiting !== null) out.push(orphan(waiting))
        waiting = { line: line.number, id: read.index }
        continue
      }
      const named: string | null = waiting?.id ?? null
      waiting = null
      const wrongId = read.document !== undefined && named !== null && read.document.id !== named
      out.push(wrongId ? { line: line.number, reason: 'the index line before the document names another id' } : read)
    }
    yield out
  }
  if (waiting !== null) yield [orphan(waiting)]
}

function orphan(waiting: Waiting): BulkLine {
  return { line: waiting.line, reason: 'an index line without its document' }
}

const actions: ReadonlySet<string> = new Set(['index', 'create', 'update', 'delete'])

function lineOf(line: Line): BulkLine | { readonly index: string | null } {
  const { number } = line
  if (line.problem !== undefined) return { line: number, reason: line.problem }
  const parsed = parseJsonLine(line.text)
  if ('problem' in parsed) return { line: number, reason: parsed.problem }
  if (!isRecord(parsed.value)) return { line: number, reason: 'the line is no JSON object' }
  const [action, ...others] = Object.keys(parsed.value)
  if (action === undefined || others.length > 0 || !actions.has(action)) return { line: number, document: parsed.value }
  if (action === 'update' || action === 'delete') return { line: number, reason: `\`${action}\` is not taken: a file says what there is` }
  const target = parsed.value[action]
  const id = isRecord(target) ? target._id : undefined
  return { index: typeof id === 'string' ? id : null }
}

import { join } from 'node:path'
import { Fault } from '#shared/fault.ts'
import { inThread } from './in-thread.ts'
import { inTurn } from './in-turn.ts'
import type { PdfWords } from './pdf-words-worker.ts'

const mostMemory = 512
const mostSeconds = 60
const pdfInTurn = inTurn(20)

/**
 * Reads the words of a PDF in a thread of its own, one PDF after the other: a file that breaks the reader, or is made so that it never ends, breaks
 * nothing else. `home`: the folder of the software.
 */
export function pdfReader(home: string): (bytes: Uint8Array) => Promise<readonly string[]> {
  return (bytes) => pdfInTurn(() => wordsOf(bytes, join(home, 'src/media/pdf-words-worker.ts')))
}

async function wordsOf(bytes: Uint8Array, file: string): Promise<readonly string[]> {
  const read = await inThread(file, bytes, { megabytes: mostMemory, seconds: mostSeconds })
  if ('answer' in read && isRead(read.answer)) return read.answer.pages
  throw new Fault('media-broken', 'the PDF cannot be read: it is damaged, locked by a password, too long, or takes too much time')
}

function isRead(value: unknown): value is PdfWords {
  return typeof value === 'object' && value !== null && 'pages' in value && Array.isArray(value.pages)
}

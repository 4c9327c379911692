import { once } from 'node:events'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { Fault } from '#shared/fault.ts'
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
  const worker = new Worker(file, {
    workerData: bytes,
    resourceLimits: { maxOldGenerationSizeMb: mostMemory },
    execArgv: ['--disable-warning=ExperimentalWarning'],
    // What a reader says about a file may contain words of it.
    stdout: true,
    stderr: true,
  })
  worker.stdout.resume()
  worker.stderr.resume()
  const stopped = AbortSignal.timeout(mostSeconds * 1000)
  try {
    const [read]: unknown[] = await Promise.race([once(worker, 'message', { signal: stopped }), once(worker, 'exit', { signal: stopped })])
    if (isRead(read)) return read.pages
    throw new Fault('media-broken', 'the PDF cannot be read: it is damaged, locked by a password, too long, or takes too much time')
  } catch (cause) {
    if (cause instanceof Fault) throw cause
    throw new Fault('media-broken', 'the PDF cannot be read: it is damaged, locked by a password, too long, or takes too much time')
  } finally {
    await worker.terminate()
  }
}

function isRead(value: unknown): value is PdfWords {
  return typeof value === 'object' && value !== null && 'pages' in value && Array.isArray(value.pages)
}

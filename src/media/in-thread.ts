import { once } from 'node:events'
import { Worker } from 'node:worker_threads'

/** `ended`: the thread ended, or broke, without an answer. `late`: it took longer than it may. */
export type FromThread = { readonly answer: unknown } | { readonly none: 'ended' | 'late' }

type Bounds = { readonly megabytes: number; readonly seconds: number }

/**
 * Starts a file as a thread of its own with what it works on, and gives its first message. What breaks the thread, or never ends, breaks nothing else.
 * The thread is ended in every case.
 */
export async function inThread(file: string, workerData: unknown, { megabytes, seconds }: Bounds): Promise<FromThread> {
  const worker = new Worker(file, {
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: megabytes },
    execArgv: ['--disable-warning=ExperimentalWarning'],
    // What a reader says about a file may contain words of it.
    stdout: true,
    stderr: true,
  })
  worker.stdout.resume()
  worker.stderr.resume()
  const stopped = new AbortController()
  const { signal } = stopped
  const limit = setTimeout(() => stopped.abort(), seconds * 1000)
  const message = once(worker, 'message', { signal }).then(([answer]: unknown[]): FromThread => ({ answer }))
  const exit = once(worker, 'exit', { signal }).then((): FromThread => ({ none: 'ended' }))
  try {
    return await Promise.race([message, exit])
  } catch {
    return { none: signal.aborted ? 'late' : 'ended' }
  } finally {
    clearTimeout(limit)
    message.catch(() => undefined)
    exit.catch(() => undefined)
    stopped.abort()
    await worker.terminate()
  }
}

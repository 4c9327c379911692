import { setTimeout } from 'node:timers/promises'

/** What is reported: it had stopped and runs again, or it does not start (reported once, however often it is tried). */
export type Supervised = { readonly restarted: () => void; readonly failed: (error: unknown) => void }
export type Supervision = { readonly stop: () => Promise<void> }

/** Milliseconds between looks, and the longest pause between two attempts to start. */
const pauses = { look: 500, most: 30_000 }

/**
 * Looks after a server for as long as this process runs: whatever stopped it, it is started again, at once and then ever more slowly while it does
 * not start. Several processes may look after the same one.
 */
export function supervise(mend: () => Promise<boolean>, told: Supervised): Supervision {
  const over = new AbortController()
  let failures = 0

  async function look(): Promise<void> {
    try {
      if (await mend()) told.restarted()
      failures = 0
    } catch (error) {
      if (failures === 0) told.failed(error)
      failures += 1
    }
  }

  async function keepLooking(): Promise<void> {
    while (!over.signal.aborted) {
      await look()
      const pause = Math.min(pauses.most, pauses.look * 2 ** failures)
      await setTimeout(pause, undefined, { signal: over.signal }).catch(() => {})
    }
  }

  const ended = keepLooking()
  return {
    async stop() {
      over.abort()
      await ended
    },
  }
}

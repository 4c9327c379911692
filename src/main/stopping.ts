import { setTimeout } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'

/**
 * Milliseconds from the signal. Until `underWay`, work may end by itself; then connections are ended and uncommitted work is undone. At `all` the
 * process ends, whatever still hangs. What was acknowledged is on disk throughout.
 */
export const stopHas = { underWay: 8_000, all: 20_000 } as const

const exitCodes = { SIGINT: 130, SIGTERM: 143 } as const

/** Resolves at the first SIGINT or SIGTERM. The second ends the process at once, and so does `stopHas.all` after the first. */
export function untilTold(saidAtEnd: () => void): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  let told = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (told) process.exit(exitCodes[signal])
      told = true
      // This timer does not keep the process alive.
      setTimeout(stopHas.all, undefined, { ref: false }).then(() => {
        saidAtEnd()
        process.exit(1)
      })
      resolve()
    })
  }
  return promise
}

/** Takes no more requests, and ends the connections of those that do not finish in time. */
export async function closeDoors(app: FastifyInstance): Promise<void> {
  const closed = app.close()
  const stillOpen = setTimeout(stopHas.underWay, 'still open', { ref: false })
  if ((await Promise.race([closed, stillOpen])) === 'still open') app.server.closeAllConnections()
  await closed
}

/** Waits for what ends by itself in time; the rest is cut off when the database is closed. */
export async function waitFor(ending: Promise<void>): Promise<void> {
  await Promise.race([ending, setTimeout(stopHas.underWay, undefined, { ref: false })])
}

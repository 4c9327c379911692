import { AsyncLocalStorage } from 'node:async_hooks'

/**
 * How long somebody bears to wait, in milliseconds. `statement`: the server ends one that takes longer. `answer`: a server that has stopped moving
 * ends nothing, and after this its connection is given up; what was asked before on the same connection counts in.
 */
export type Bounds = { readonly connection: number; readonly statement: number; readonly answer: number }

/** Somebody sits in front of a page, or another system waits for an answer: soon, or told that it cannot be done now. */
export const forAnAnswer: Bounds = { connection: 4_000, statement: 10_000, answer: 12_000 }

/** Nobody waits in front of it: a command, the worker. */
export const forWork: Bounds = { connection: 30_000, statement: 60_000, answer: 600_000 }

const inForce = new AsyncLocalStorage<Bounds>()

/** Whatever `work` asks of a database is bounded by `bounds`, and not by what the database was opened with. */
export function within<T>(bounds: Bounds, work: () => T): T {
  return inForce.run(bounds, work)
}

/** Work on behalf of many: the bounds of whoever happened to begin it do not count for the others. */
export function withoutBoundsOfOne<T>(work: () => T): T {
  return inForce.exit(work)
}

export function boundsInForce(): Bounds | undefined {
  return inForce.getStore()
}

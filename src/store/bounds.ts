import { AsyncLocalStorage } from 'node:async_hooks'

/**
 * How long a caller waits, in milliseconds. `statement`: the server ends a statement that takes longer. `answer`: a server that hangs ends nothing,
 * so after this its connection is given up; earlier statements on the same connection count towards it.
 */
export type Bounds = { readonly connection: number; readonly statement: number; readonly answer: number }

/** A person waits for a page, or another system for an answer: it comes soon, or they are told that it cannot be done now. */
export const forAnAnswer: Bounds = { connection: 4_000, statement: 10_000, answer: 12_000 }

/** Nobody waits for it: a command, or the worker. */
export const forWork: Bounds = { connection: 30_000, statement: 60_000, answer: 600_000 }

const inForce = new AsyncLocalStorage<Bounds>()

/** Whatever `work` asks of a database has these bounds, and not those that the database was opened with. */
export function within<T>(bounds: Bounds, work: () => T): T {
  return inForce.run(bounds, work)
}

/** Work for many callers: the bounds of the one who happened to begin it do not apply to the others. */
export function withoutBoundsOfOne<T>(work: () => T): T {
  return inForce.exit(work)
}

export function boundsInForce(): Bounds | undefined {
  return inForce.getStore()
}

import { setTimeout } from 'node:timers/promises'

/** In milliseconds. `fresh`: how long what was read is told again. `patience`: how long one who asks waits for it. */
export type Memory = { readonly fresh: number; readonly patience: number }

/**
 * What `read` answers, read once for all who ask within a short time. Null where it cannot be read, or takes longer than somebody who asks waits: so
 * a page that shows it as one thing among others comes all the same.
 */
export function remembered<T>(read: () => Promise<T>, { fresh, patience }: Memory): () => Promise<T | null> {
  let last: { readonly value: T | null; readonly at: number } | undefined
  let reading: Promise<T | null> | undefined
  const begin = async (): Promise<T | null> => {
    const value = await read().catch(() => null)
    last = { value, at: performance.now() }
    reading = undefined
    return value
  }
  return async () => {
    // What could not be read is asked for again sooner.
    const stands = last === undefined ? 0 : last.value === null ? fresh / 10 : fresh
    if (last !== undefined && performance.now() - last.at < stands) return last.value
    reading ??= begin()
    return Promise.race([reading, setTimeout(patience, null, { ref: false })])
  }
}

/**
 * What `read` answers, read once for all who ask at the same time and for `fresh` milliseconds after. What fails, fails for all of them, and is read anew
 * for whoever asks next.
 */
export function together<T>(read: () => Promise<T>, fresh: number): () => Promise<T> {
  let last: { readonly answer: Promise<T>; endedAt: number | null } | undefined
  return () => {
    if (last !== undefined && (last.endedAt === null || performance.now() - last.endedAt < fresh)) return last.answer
    const reading: NonNullable<typeof last> = { answer: read(), endedAt: null }
    last = reading
    const ended = (keeps: boolean) => {
      reading.endedAt = performance.now()
      if (!keeps && last === reading) last = undefined
    }
    reading.answer.then(
      () => ended(true),
      () => ended(false),
    )
    return reading.answer
  }
}

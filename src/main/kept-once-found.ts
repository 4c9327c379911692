/** Looks when first asked, and remembers the result. A failure is not remembered: the next caller looks again, so that a passing fault passes. */
export function keptOnceFound<T>(look: () => Promise<T>): () => Promise<T> {
  let found: Promise<T> | undefined
  return () => {
    found ??= look().catch((error: unknown) => {
      found = undefined
      throw error
    })
    return found
  }
}

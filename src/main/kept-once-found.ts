/** Looks when first asked and keeps what it finds. A failure is not kept: whoever asks next looks again, so that a fault elsewhere passes. */
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

type Placed = { readonly place?: unknown; readonly mechanism?: unknown; readonly coveredUntil?: unknown }

/** The field that says what covers a transfer, where nothing is transferred abroad; null where both are right. */
export function wrongPlace({ place, mechanism, coveredUntil }: Placed): 'mechanism' | 'coveredUntil' | null {
  if (place !== 'uk') return null
  if (typeof coveredUntil === 'string') return 'coveredUntil'
  return typeof mechanism === 'string' ? 'mechanism' : null
}

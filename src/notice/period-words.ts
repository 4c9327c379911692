const units = [
  ['years', 'year'],
  ['months', 'month'],
  ['days', 'day'],
] as const

/** A calendar period as the public reads it: `P1Y6M` is "1 year and 6 months", `P0D` is "at once". */
export function periodWords(period: string): string {
  const duration = Temporal.Duration.from(period)
  const parts = units
    .filter(([many]) => duration[many] !== 0)
    .map(([many, one]) => `${duration[many]} ${duration[many] === 1 ? one : many}`)
  const last = parts.pop()
  if (last === undefined) return 'at once'
  return parts.length === 0 ? last : `${parts.join(', ')} and ${last}`
}

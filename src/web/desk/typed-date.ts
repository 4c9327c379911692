/** A date as three boxes send it; undefined where there is no such day. */
export function typedDate(values: Readonly<Record<string, unknown>>, prefix: string): Temporal.PlainDate | undefined {
  const [year, month, day] = ['year', 'month', 'day'].map((part) => String(values[`${prefix}-${part}`] ?? '').trim())
  if (![year, month, day].every((part) => /^\d{1,4}$/.test(part ?? ''))) return undefined
  try {
    return Temporal.PlainDate.from({ year: Number(year), month: Number(month), day: Number(day) }, { overflow: 'reject' })
  } catch {
    return undefined
  }
}

/** Whether anything stands in the boxes at all. */
export function isDateTyped(values: Readonly<Record<string, unknown>>, prefix: string): boolean {
  return ['year', 'month', 'day'].some((part) => String(values[`${prefix}-${part}`] ?? '').trim() !== '')
}

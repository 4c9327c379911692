import type { FormError } from '../components/error-summary.tsx'

/** A date as three boxes send it; undefined where there is no such day. */
function typedDate(values: Readonly<Record<string, unknown>>, prefix: string): Temporal.PlainDate | undefined {
  const [year, month, day] = ['year', 'month', 'day'].map((part) => String(values[`${prefix}-${part}`] ?? '').trim())
  if (![year, month, day].every((part) => /^\d{1,4}$/.test(part ?? ''))) return undefined
  try {
    return Temporal.PlainDate.from({ year: Number(year), month: Number(month), day: Number(day) }, { overflow: 'reject' })
  } catch {
    return undefined
  }
}

/** A day that is still to come, and no further than so many years. */
export function comingDate(
  values: Readonly<Record<string, unknown>>,
  prefix: string,
  today: Temporal.PlainDate,
  years: number,
): { readonly date: Temporal.PlainDate } | { readonly error: FormError } {
  const date = typedDate(values, prefix)
  const error = (message: string) => ({ error: { field: prefix, message } })
  if (date === undefined) return error('Write a day that there is, such as 31 3 2027')
  if (Temporal.PlainDate.compare(date, today) <= 0) return error('Write a day that is still to come')
  return Temporal.PlainDate.compare(date, today.add({ years })) > 0 ? error(`Write a day within ${years} years`) : { date }
}

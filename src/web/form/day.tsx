import type { ComponentChildren } from 'preact'
import { realDate } from '#shared/real-date.ts'
import { DateInput } from '../components/date-input.tsx'
import { type Filled, needed, type Question, type Read, wrong } from './question.ts'

export type DaySettings = {
  readonly label: ComponentChildren
  readonly hint?: ComponentChildren
  /** `come`: not later than today. `coming`: later than today, and within so many years where they are named. */
  readonly when?: 'come' | 'coming'
  readonly withinYears?: number
}

const parts = ['day', 'month', 'year'] as const

/** A day in three boxes that has to be written. */
export function day({ missing, ...settings }: DaySettings & { readonly missing: string }): Question<Temporal.PlainDate> {
  return needed(optionalDay(settings), missing)
}

/** A day that may be left out: null then. */
export function optionalDay(settings: DaySettings): Question<Temporal.PlainDate | null> {
  const { label, hint } = settings
  return {
    boxes: (name) => parts.map((part) => `${name}-${part}`),
    read: (name, filled, today) => (isEmpty(name, filled) ? { ok: true, value: null } : readDay(settings, name, filled, today)),
    shown: (name, date) => (date === null ? {} : shownDay(name, date)),
    render({ name, filled, error }) {
      const values = Object.fromEntries(parts.map((part) => [part, filled[`${name}-${part}`] ?? '']))
      return <DateInput id={name} namePrefix={name} fieldset={{ legend: label }} hint={hint} error={error} values={values} />
    },
  }
}

function isEmpty(name: string, filled: Filled): boolean {
  return parts.every((part) => (filled[`${name}-${part}`] ?? '').trim() === '')
}

function readDay(settings: DaySettings, name: string, filled: Filled, today: Temporal.PlainDate): Read<Temporal.PlainDate> {
  const date = dateOf(name, filled)
  const message = date === undefined ? 'Enter a real date, such as 31 3 2027' : whyNot(settings, date, today)
  return date === undefined || message !== undefined ? wrong(`${name}-day`, message ?? '') : { ok: true, value: date }
}

function whyNot({ when, withinYears }: DaySettings, date: Temporal.PlainDate, today: Temporal.PlainDate): string | undefined {
  const order = Temporal.PlainDate.compare(date, today)
  if (when === 'come' && order > 0) return 'Enter today’s date or an earlier one'
  if (when === 'coming' && order <= 0) return 'Enter a date after today'
  if (withinYears === undefined || Temporal.PlainDate.compare(date, today.add({ years: withinYears })) <= 0) return undefined
  return `Enter a date within ${withinYears} years`
}

function dateOf(name: string, filled: Filled): Temporal.PlainDate | undefined {
  const [day, month, year] = parts.map((part) => (filled[`${name}-${part}`] ?? '').trim())
  if (![day, month, year].every((typed) => /^\d{1,4}$/.test(typed ?? ''))) return undefined
  return realDate(Number(year), Number(month), Number(day))
}

function shownDay(name: string, { day, month, year }: Temporal.PlainDate): Filled {
  return { [`${name}-day`]: `${day}`, [`${name}-month`]: `${month}`, [`${name}-year`]: `${year}` }
}

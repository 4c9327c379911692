import { z } from 'zod'
import { isRecord } from '#shared/record.ts'
import { dayWithoutOffset, type IsNoDate, londonDay, saysNoDate } from '../no-date.ts'
import { whyNotPlain } from '../plain-text.ts'

/** The kinds of fields that documents have. Messages complete “`field` …” and never repeat a value. */

export const id = z
  .string('is missing or no text')
  .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, 'is no UUID')
  .toLowerCase()

export function text(longest: number) {
  return z
    .string('is missing or no text')
    .trim()
    .superRefine((value, context) => {
      const why = whyNotPlain(value, longest)
      if (why !== null) context.addIssue({ code: 'custom', message: why })
    })
}

const midnight = /^(\d{4})-(\d{2})-(\d{2})(T00:00:00(\.0+)?Z?)?$/

/**
 * A calendar date, `YYYY-MM-DD`; undefined where it means "no date". The systems write dates as instants: midnight of a British summer day is 23:00
 * of the day before.
 */
export function dateOrNone(isNone: IsNoDate) {
  return z.string('is no date').transform((written, context) => {
    if (saysNoDate(written, isNone)) return undefined
    const day = dayOf(written)
    if (day === null) context.addIssue({ code: 'custom', message: 'is no date' })
    return day ?? ''
  })
}

function dayOf(written: string): string | null {
  const [, year, month, day] = midnight.exec(written) ?? []
  const plain = year === undefined ? dayWithoutOffset(written) : written.slice(0, 10)
  if (plain === null) return londonDay(written)
  return isDay(Number(year ?? plain.slice(0, 4)), Number(month ?? plain.slice(5, 7)), Number(day ?? plain.slice(8, 10))) ? plain : null
}

/** Checked by hand, because an import asks it hundreds of thousands of times. */
function isDay(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1 || year < 1) return false
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return day <= (month === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31)
}

const deepest = 8

/**
 * The document without what is empty: null, an empty text, list or object. So a field left empty counts as left out, and an unknown field refuses the
 * document only when it has a value. Undefined where the document is nested deeper than any valid one.
 */
export function withoutEmpty(document: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> | undefined {
  const kept = stripped(document, 0)
  return isRecord(kept) ? kept : kept === nothing ? {} : undefined
}

const nothing = Symbol('nothing')
const tooDeep = Symbol('too deep')

function stripped(value: unknown, depth: number): unknown {
  if (value === null || (typeof value === 'string' && value.trim() === '')) return nothing
  if (typeof value !== 'object') return value
  if (depth > deepest) return tooDeep
  if (Array.isArray(value)) {
    const members = value.map((member) => stripped(member, depth + 1)).filter((member) => member !== nothing)
    return members.includes(tooDeep) ? tooDeep : members.length === 0 ? nothing : members
  }
  if (!isRecord(value)) return value
  // Without a prototype, so that a field called `__proto__` is a field like any other.
  const kept: Record<string, unknown> = Object.create(null)
  let isEmpty = true
  for (const name of Object.keys(value)) {
    const left = stripped(value[name], depth + 1)
    if (left === tooDeep) return tooDeep
    if (left === nothing) continue
    kept[name] = left
    isEmpty = false
  }
  return isEmpty ? nothing : kept
}

const fieldName = /^[A-Za-z][A-Za-z0-9_]{0,39}$/

/** The first thing wrong with a document, as “`where` what”. A name that could itself be personal data is not repeated. */
export function reasonOf(error: z.ZodError): string {
  const [issue] = error.issues
  if (issue === undefined) return 'the document is not understood'
  const path = issue.path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('')
    .replace(/^\./, '')
  if (issue.code === 'unrecognized_keys') {
    const [unknown = ''] = issue.keys
    const within = path === '' ? '' : `${path}.`
    return fieldName.test(unknown)
      ? `\`${within}${unknown}\` is a field that this import does not know`
      : 'a field has a name that this import does not know'
  }
  return `\`${path}\` ${issue.code === 'invalid_type' && issue.message.startsWith('Invalid') ? 'is missing or not of its kind' : issue.message}`
}

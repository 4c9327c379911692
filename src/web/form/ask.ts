import type { ComponentChildren } from 'preact'
import { type Field, type Limits, type Listed, longestCode, mustBeGiven } from '#gate/field.ts'
import type { Category } from '#notice/vocabulary.ts'
import { Fault } from '#shared/fault.ts'
import { type ChoiceSettings, choice } from './choice.tsx'
import { type DaySettings, day, optionalDay } from './day.tsx'
import type { Question } from './question.ts'
import { optionalText, type TextSettings, text } from './text.tsx'

type Of<K extends 'text' | 'date', L extends Limits = Limits> = Field<K, Category, boolean, boolean, L>
type Words = Partial<TextSettings>
/** `early`: what to say where it is before the day that it may not be before. */
type Days = Partial<DaySettings> & { readonly early?: string }
type Missing = { readonly missing: string }
/** `hints`: what is told below one of the words. */
type Choosing<V extends string> = Partial<Pick<ChoiceSettings<V>, 'label' | 'hint'>> &
  Missing & { readonly hints?: Readonly<Partial<Record<V, ComponentChildren>>> }

/** The longest text of a form, where neither its field nor its page says another length. */
const longestText = 500

/**
 * A question of a declared field: its label, how long a text may be, the words of a closed list, whether it may be left out, whether it tells of what
 * has happened, and which day of the same form it is never before come from the declaration, and so does what it is answered with: a date is the text that a record keeps. `missing`: what to say where it is
 * left out. A field that must be given and a page that does not say so are a fault at the start.
 */
export function ask<V extends string>(field: Of<'text', Listed<V>>, settings: Choosing<V>): Question<V>
export function ask(field: Of<'text'>, settings: Words & Missing): Question<string>
export function ask(field: Of<'text'>, settings?: Words): Question<string | null>
export function ask(field: Of<'date'>, settings: Days & Missing): Question<string>
export function ask(field: Of<'date'>, settings?: Days): Question<string | null>
export function ask(
  field: Of<'text'> | Of<'date'>,
  {
    missing,
    hints = {},
    early = 'Enter a date that is not before the one it follows',
    ...settings
  }: Words & Days & Partial<Choosing<string>> = {},
): Question<string> | Question<string | null> {
  if (missing === undefined && mustBeGiven(field))
    throw new Fault(
      'question-without-words',
      `a form asks for “${field.label.colleague}”, which must be given, and does not say so where it is missing`,
    )
  const named = field.label.colleague
  const label = settings.label ?? (missing === undefined ? `${named} (optional)` : named)
  const { oneOf } = field.limits
  if (typeof oneOf === 'object' && missing !== undefined) {
    const options = Object.entries(oneOf).map(([value, text]) => ({ value, text, hint: hints[value] }))
    return choice({ ...settings, label, missing, options })
  }
  if (oneOf !== undefined)
    throw new Fault('question-of-a-closed-list', `“${named}” is a closed list without words here: ask for it as a choice`)
  if (field.kind === 'date') {
    const when = field.limits.happened === true ? { when: 'come' as const } : {}
    const { notBefore: other } = field.limits
    const order = other === undefined ? {} : { notBefore: { other, early } }
    return missing === undefined
      ? { ...asKept(optionalDay({ ...when, ...settings, label })), ...order }
      : { ...asKept<Temporal.PlainDate>(day({ ...when, ...settings, label, missing })), ...order }
  }
  const most = field.limits.longest ?? (field.limits.plain === 'code' ? longestCode : longestText)
  const asked = { least: 2, most, ...settings, label }
  return missing === undefined ? optionalText(asked) : text({ ...asked, missing })
}

/** A day as records keep it: `2027-03-31`. */
function asKept<Day extends Temporal.PlainDate | null>(question: Question<Day>): Question<Day extends null ? string | null : string>
function asKept(question: Question<Temporal.PlainDate | null>): Question<string | null> {
  return {
    ...question,
    read(name, filled, today) {
      const read = question.read(name, filled, today)
      return read.ok ? { ok: true, value: read.value?.toString() ?? null } : read
    },
    shown: (name, value) => question.shown(name, value === null ? null : Temporal.PlainDate.from(value)),
  }
}

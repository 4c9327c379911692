import type { ComponentChildren } from 'preact'
import { type Field, type Limits, type Listed, longestCode, mustBeGiven, type Needed } from '#gate/field.ts'
import type { Category } from '#notice/vocabulary.ts'
import { Fault } from '#shared/fault.ts'
import { withinSentence } from '../public-site/word-list.tsx'
import { type ChoiceSettings, choice } from './choice.tsx'
import { type DaySettings, optionalDay } from './day.tsx'
import { needed, type Question } from './question.ts'
import { optionalText, type TextSettings, text } from './text.tsx'

type Of<K extends 'text' | 'date', L extends Limits = Limits> = Field<K, Category, boolean, boolean, L>
/** A field that no item is taken in without: its declaration says what to say where it is left out. */
type Given<K extends 'text' | 'date', L extends Limits = Limits> = Field<K, Category, false, false, L> | Of<K, L & Needed>
type Words = Partial<TextSettings>
/** `early`: what to say where it is before the day that it may not be before. */
type Days = Partial<DaySettings> & { readonly early?: string }
type Missing = { readonly missing: string }
/** `hints`: what is told below one of the words. */
type Choosing<V extends string> = Partial<Pick<ChoiceSettings<V>, 'label' | 'hint'>> & {
  readonly hints?: Readonly<Partial<Record<V, ComponentChildren>>>
}

/** The longest text of a form, where neither its field nor its page says another length. */
const longestText = 500

/**
 * A question of a declared field: its words, how long a text may be, the words of a closed list, whether it may be left out, whether it tells of
 * what has happened, and which day of the same form it is never before come from the declaration, and so does what it is answered with: a date is
 * the text that a record keeps. What a page says for itself goes before. `missing`: what to say where it is left out; a page that says so asks for
 * what a record could do without.
 */
export function ask<V extends string>(field: Given<'text', Listed<V>>, settings?: Choosing<V> & Partial<Missing>): Question<V>
export function ask<V extends string>(field: Of<'text', Listed<V>>, settings: Choosing<V> & Missing): Question<V>
export function ask(field: Given<'text'>, settings?: Words & Partial<Missing>): Question<string>
export function ask(field: Of<'text'>, settings: Words & Missing): Question<string>
export function ask(field: Of<'text'>, settings?: Words): Question<string | null>
export function ask(field: Given<'date'>, settings?: Days & Partial<Missing>): Question<string>
export function ask(field: Of<'date'>, settings: Days & Missing): Question<string>
export function ask(field: Of<'date'>, settings?: Days): Question<string | null>
export function ask(
  field: Of<'text'> | Of<'date'>,
  own: Words & Days & Choosing<string> & Partial<Missing> = {},
): Question<string> | Question<string | null> {
  const { question, ...declared } = field.asked ?? {}
  const named = question ?? field.label.colleague
  const missing = own.missing ?? (mustBeGiven(field) ? (declared.missing ?? missingOf(field, named)) : undefined)
  const { hints = {}, early = 'Enter a date that is not before the one it follows', ...settings } = { ...declared, ...own }
  const label = own.label ?? (missing === undefined ? `${named} (optional)` : named)
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
    const asked = { ...asKept(optionalDay({ ...when, ...settings, label })), ...order }
    return missing === undefined ? asked : needed(asked, missing)
  }
  const most = field.limits.longest ?? (field.limits.plain === 'code' ? longestCode : longestText)
  const asked = { least: 2, most, ...settings, label }
  return missing === undefined ? optionalText(asked) : text({ ...asked, missing })
}

/** Made of the words that the field is asked with. A question has no such words. */
function missingOf({ kind, label, limits }: Of<'text'> | Of<'date'>, named: string): string {
  if (named.endsWith('?'))
    throw new Fault(
      'question-without-words',
      `a form asks “${named}”, and “${label.colleague}” does not say what to say where it is missing`,
    )
  if (kind === 'date') return `Enter a date for “${named}”`
  const words = withinSentence(named)
  const what = /^(what|where|who|whose|why|how|their|our) /.test(words) ? words : `the ${words}`
  return `${limits.oneOf === undefined ? 'Enter' : 'Choose'} ${what}`
}

/** A day as records keep it: `2027-03-31`. */
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

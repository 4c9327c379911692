import type { ComponentChildren } from 'preact'
import { Input, type InputProps } from '../components/input.tsx'
import { Textarea } from '../components/textarea.tsx'
import { needed, type Question, wrong } from './question.ts'

export type TextSettings = Pick<InputProps, 'type' | 'autocomplete' | 'inputmode' | 'isPageHeading' | 'labelClass'> & {
  readonly label: ComponentChildren
  readonly hint?: ComponentChildren
  /** Characters, without the blanks around them. */
  readonly least?: number
  readonly most: number
  /** Lines of its box, where more than one is expected. */
  readonly rows?: number
  /** The width of its box, as the look names it. */
  readonly width?: '5' | '10' | '20' | '30'
  /** Makes of it what is kept, or says what is wrong with it. */
  readonly parse?: (text: string) => { readonly ok: true; readonly value: string } | { readonly ok: false; readonly message: string }
}

/** Words that may be left out: null then. */
export function optionalText({ most, rows, width = '30', parse, ...control }: TextSettings): Question<string | null> {
  return {
    boxes: (name) => [name],
    read(name, filled) {
      const typed = typedIn(filled[name])
      if (typed === '') return { ok: true, value: null }
      // Of what is written otherwise, how long it is tells nobody what to write.
      const found = parse?.(typed.slice(0, most + 1)) ?? { ok: true, value: typed }
      if (!found.ok) return wrong(name, found.message)
      return typed.length > most ? wrong(name, tooLong(most)) : found
    },
    shown: (name, value) => ({ [name]: value ?? '' }),
    render({ name, filled, error }) {
      const common = { ...control, name, error, value: filled[name] }
      if (rows !== undefined) return <Textarea {...common} rows={rows} />
      return <Input {...common} class={`govuk-input--width-${width}`} />
    },
  }
}

/** Words that have to be written. `missing`: what to say where they are left out, or are too short to tell anything. */
export function text({ missing, least = 1, ...settings }: TextSettings & { readonly missing: string }): Question<string> {
  const whole = needed(optionalText(settings), missing)
  return {
    ...whole,
    read: (name, filled, today) => (typedIn(filled[name]).length < least ? wrong(name, missing) : whole.read(name, filled, today)),
  }
}

export function tooLong(most: number): string {
  return `Enter ${most.toLocaleString('en-GB')} characters or fewer`
}

function typedIn(typed: string | undefined): string {
  return (typed ?? '').trim()
}

/** No box for a value that is written as a text takes more. */
const mostWritten = 4000

/**
 * A value that is written as a text. `parse`: null where it is written otherwise, which `message` says, however long it is; left out, it is parsed as
 * the empty text.
 */
export function writtenAs<Value>(box: Question<string | null>, parse: (typed: string) => Value | null, message: string): Question<Value> {
  return {
    ...box,
    read(name, filled, today) {
      const value = parse(typedIn(filled[name]).slice(0, mostWritten + 1))
      if (value === null) return wrong(name, message)
      const typed = box.read(name, filled, today)
      return typed.ok ? { ok: true, value } : typed
    },
    shown: () => ({}),
  }
}

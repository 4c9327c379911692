import type { ComponentChildren } from 'preact'
import { Input, type InputProps } from '../components/input.tsx'
import { Textarea } from '../components/textarea.tsx'
import { tooLong } from '../typed-text.ts'
import { type Question, type Read, wrong } from './question.ts'

export type TextSettings = Pick<InputProps, 'type' | 'isPageHeading'> & {
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

/** Words that have to be written. `missing`: what to say where they are left out, or are too short to tell anything. */
export function text(settings: TextSettings & { readonly missing: string }): Question<string> {
  const read = (name: string, typed: string): Read<string> =>
    typed.length < (settings.least ?? 1) ? wrong(name, settings.missing) : fitted(settings, name, typed)
  return { ...boxOf(settings), read: (name, filled) => read(name, typedIn(filled[name])), shown: (name, value) => ({ [name]: value }) }
}

/** Words that may be left out: null then. */
export function optionalText(settings: TextSettings): Question<string | null> {
  const read = (name: string, typed: string): Read<string | null> =>
    typed === '' ? { ok: true, value: null } : fitted(settings, name, typed)
  return {
    ...boxOf(settings),
    read: (name, filled) => read(name, typedIn(filled[name])),
    shown: (name, value) => ({ [name]: value ?? '' }),
  }
}

function typedIn(typed: string | undefined): string {
  return (typed ?? '').trim()
}

function fitted({ most, parse }: TextSettings, name: string, typed: string): Read<string> {
  if (typed.length > most) return wrong(name, tooLong(most))
  const found = parse?.(typed) ?? { ok: true, value: typed }
  return found.ok ? found : wrong(name, found.message)
}

function boxOf({ label, hint, rows, width = '30', type, isPageHeading }: TextSettings): Pick<Question<unknown>, 'boxes' | 'render'> {
  return {
    boxes: (name) => [name],
    render({ name, filled, error }) {
      const common = { name, label, hint, error, isPageHeading, value: filled[name] }
      if (rows !== undefined) return <Textarea {...common} rows={rows} />
      return <Input {...common} type={type} class={`govuk-input--width-${width}`} />
    },
  }
}

/** A value that is written as a text. `parse`: null where it is written otherwise, which `message` says; left out, it is parsed as the empty text. */
export function writtenAs<Value>(box: Question<string | null>, parse: (typed: string) => Value | null, message: string): Question<Value> {
  return {
    ...box,
    read(name, filled, today) {
      const typed = box.read(name, filled, today)
      if (!typed.ok) return typed
      const value = parse(typed.value ?? '')
      return value === null ? wrong(name, message) : { ok: true, value }
    },
    shown: () => ({}),
  }
}

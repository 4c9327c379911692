import type { JSX } from 'preact'
import type { FormError } from '../components/error-summary.tsx'

/** What stands in the boxes of a form, by the name of each box. */
export type Filled = Readonly<Record<string, string>>

export type Read<Value> =
  | { readonly ok: true; readonly value: Value }
  /** What to say, and at which box: its name is its id on the page. */
  | { readonly ok: false; readonly errors: readonly FormError[] }

/** How a question stands on a page. */
export type Asked = { readonly name: string; readonly filled: Filled; readonly error: string | undefined }

/** One question of a form: which boxes it has, what is made of what was typed, and how it is asked. `name`: of the question in its form. */
export type Question<Value> = {
  boxes(name: string): readonly string[]
  /** `today`: in London. */
  read(name: string, filled: Filled, today: Temporal.PlainDate): Read<Value>
  /** What stands in its boxes where the answer is known already. */
  shown(name: string, value: Value): Filled
  render(asked: Asked): JSX.Element
  /** The question of the same form whose day this one is never before, and what to say where it is. */
  readonly notBefore?: { readonly other: string; readonly early: string }
}

export function wrong(field: string, message: string): { readonly ok: false; readonly errors: readonly FormError[] } {
  return { ok: false, errors: [{ field, message }] }
}

/** One that has to be answered. `missing`: what to say where it is not. */
export function needed<Value>(question: Question<Value | null>, missing: string): Question<Value> {
  return {
    ...question,
    read(name, filled, today) {
      const read = question.read(name, filled, today)
      if (!read.ok) return read
      return read.value === null ? wrong(question.boxes(name)[0] ?? name, missing) : { ok: true, value: read.value }
    },
  }
}

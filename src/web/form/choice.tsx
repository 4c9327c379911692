import type { ComponentChildren } from 'preact'
import { Radios } from '../components/choices.tsx'
import { type Question, wrong } from './question.ts'

export type Option<Value extends string> = { readonly value: Value; readonly text: string; readonly hint?: ComponentChildren }

export type ChoiceSettings<Value extends string> = {
  readonly label: ComponentChildren
  readonly hint?: ComponentChildren
  readonly missing: string
  /** In the order in which they are offered. */
  readonly options: readonly Option<Value>[]
}

/** One of a closed list. Nothing is chosen beforehand. */
export function choice<const Value extends string>({ label, hint, missing, options }: ChoiceSettings<Value>): Question<Value> {
  return {
    boxes: (name) => [name],
    read(name, filled) {
      const chosen = options.find(({ value }) => value === filled[name])
      return chosen === undefined ? wrong(name, missing) : { ok: true, value: chosen.value }
    },
    shown: (name, value) => ({ [name]: value }),
    render: ({ name, filled, error }) => (
      <Radios name={name} fieldset={{ legend: label }} hint={hint} error={error} value={filled[name]} items={options} />
    ),
  }
}

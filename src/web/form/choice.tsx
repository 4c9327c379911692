import type { ComponentChildren } from 'preact'
import { Radios } from '../components/radios.tsx'
import { type Question, wrong } from './question.ts'

/** What one of a closed list is called. */
export type Option = { readonly text: string; readonly hint?: ComponentChildren }

export type ChoiceSettings<Value extends string> = {
  readonly label: ComponentChildren
  readonly hint?: ComponentChildren
  readonly missing: string
  /** In the order in which they are offered. */
  readonly options: Readonly<Record<Value, Option>>
}

/** One of a closed list. Nothing is chosen beforehand. */
export function choice<Value extends string>({ label, hint, missing, options }: ChoiceSettings<Value>): Question<Value> {
  const isOffered = (value: string): value is Value => Object.hasOwn(options, value)
  const items = Object.entries<Option>(options).map(([value, option]) => ({ value, ...option }))
  return {
    boxes: (name) => [name],
    read(name, filled) {
      const value = filled[name] ?? ''
      return isOffered(value) ? { ok: true, value } : wrong(name, missing)
    },
    shown: (name, value) => ({ [name]: value }),
    render: ({ name, filled, error }) => (
      <Radios name={name} fieldset={{ legend: label }} hint={hint} error={error} value={filled[name]} items={items} />
    ),
  }
}

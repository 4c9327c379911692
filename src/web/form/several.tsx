import type { ComponentChildren } from 'preact'
import { Checkboxes } from '../components/choices.tsx'
import { type Question, wrong } from './question.ts'

type SeveralSettings<Value extends string> = {
  readonly label: ComponentChildren
  readonly hint?: ComponentChildren
  /** What to say where nothing is ticked; absent where nothing need be. */
  readonly missing?: string
  readonly options: readonly { readonly value: Value; readonly text: string; readonly hint?: ComponentChildren }[]
}

/** Any number of a list, each in a box of its own. Nothing is ticked beforehand. */
export function several<const Value extends string>({ label, hint, missing, options }: SeveralSettings<Value>): Question<readonly Value[]> {
  const boxOf = (name: string, place: number) => (place === 0 ? name : `${name}-${place + 1}`)
  const chosenIn = (name: string, filled: Readonly<Record<string, string>>) =>
    options.filter(({ value }, place) => filled[boxOf(name, place)] === value).map(({ value }) => value)
  return {
    boxes: (name) => options.map((_, place) => boxOf(name, place)),
    read(name, filled) {
      const chosen = chosenIn(name, filled)
      return chosen.length === 0 && missing !== undefined ? wrong(name, missing) : { ok: true, value: chosen }
    },
    shown: (name, chosen) =>
      Object.fromEntries(options.flatMap(({ value }, place) => (chosen.includes(value) ? [[boxOf(name, place), value]] : []))),
    render: ({ name, filled, error }) => (
      <Checkboxes
        name={name}
        fieldset={{ legend: label }}
        hint={hint}
        error={error}
        values={chosenIn(name, filled)}
        items={options.map((option, place) => ({ ...option, name: boxOf(name, place) }))}
      />
    ),
  }
}

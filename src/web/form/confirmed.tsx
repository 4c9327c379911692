import type { ComponentChildren } from 'preact'
import { Checkboxes } from '../components/choices.tsx'
import { type Question, wrong } from './question.ts'

type TickedSettings = {
  readonly label: ComponentChildren
  readonly hint?: ComponentChildren
  /** What is ticked. */
  readonly text: ComponentChildren
}

/** One box that may be ticked. */
export function ticked({ label, hint, text }: TickedSettings): Question<boolean> {
  return {
    boxes: (name) => [name],
    read: (name, filled) => ({ ok: true, value: filled[name] === 'yes' }),
    shown: (name, value) => (value ? { [name]: 'yes' } : {}),
    render: ({ name, filled, error }) => (
      <Checkboxes
        name={name}
        fieldset={{ legend: label }}
        hint={hint}
        error={error}
        values={filled[name] === undefined ? [] : [filled[name]]}
        items={[{ value: 'yes', text }]}
      />
    ),
  }
}

/** One box that has to be ticked before anything is done. */
export function confirmed({ missing, ...settings }: TickedSettings & { readonly missing: string }): Question<true> {
  const box = ticked(settings)
  return { ...box, read: (name, filled) => (filled[name] === 'yes' ? { ok: true, value: true } : wrong(name, missing)) }
}

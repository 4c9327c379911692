import type { ComponentChildren } from 'preact'
import { Checkboxes } from '../components/choices.tsx'
import { type Question, wrong } from './question.ts'

export type ConfirmedSettings = {
  readonly label: ComponentChildren
  /** What is ticked. */
  readonly text: ComponentChildren
  readonly missing: string
}

/** One box that has to be ticked before anything is done. */
export function confirmed({ label, text, missing }: ConfirmedSettings): Question<true> {
  return {
    boxes: (name) => [name],
    read: (name, filled) => (filled[name] === 'yes' ? { ok: true, value: true } : wrong(name, missing)),
    shown: (name) => ({ [name]: 'yes' }),
    render: ({ name, filled, error }) => (
      <Checkboxes
        name={name}
        fieldset={{ legend: label }}
        error={error}
        values={filled[name] === undefined ? [] : [filled[name]]}
        items={[{ value: 'yes', text }]}
      />
    ),
  }
}

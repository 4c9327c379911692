import { Select } from '../components/select.tsx'
import { choice } from './choice.tsx'
import type { Question } from './question.ts'

/** One of a list that takes a single line, since its usual answer is there already. */
export function picked<const V extends string>(settings: {
  readonly label: string
  readonly missing: string
  readonly options: readonly { readonly value: V; readonly text: string }[]
}): Question<V> {
  return {
    ...choice(settings),
    render: ({ name, filled, error }) => (
      <Select name={name} label={settings.label} items={settings.options} value={filled[name]} error={error} />
    ),
  }
}

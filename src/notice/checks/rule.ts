import type { Draft } from '../edition.ts'
import type { Path, Spotted } from '../finding.ts'
import type { StoredClock } from '../stored-clock.ts'
import type { Category } from '../vocabulary.ts'

/** What a check may look at. `today` is the day for which assessments and transfer mechanisms must be in date. */
export type Checked = {
  readonly edition: Draft
  /** Lists whose files are not there yet: that is one finding already, so nothing is measured against them. */
  readonly absent: ReadonlySet<string>
  readonly today: Temporal.PlainDate
  /** What starts the clocks of all that software can store; none where the notice is checked alone. */
  readonly clocksStored: readonly StoredClock[]
  /** The category of every field that software can store, with the record type that stores it; none where the notice is checked alone. */
  readonly categoriesStored: readonly { readonly category: Category; readonly storedIn: string }[]
}

/** One check: what it looks for, in words for whoever maintains the notice, and how it finds it. */
export type Rule = {
  readonly id: string
  /** Found as time passes, in a notice that was clean when it was written: what rests on it is refused, and the rest goes on. */
  readonly lapses?: true
  readonly looksFor: string
  readonly find: (checked: Checked) => readonly Spotted[]
}

/** Every element with its place below `at`. */
export function located<T>(at: Path, list: readonly T[]): readonly { readonly at: Path; readonly value: T }[] {
  return list.map((value, index) => ({ at: [...at, index], value }))
}

export function spotted(at: Path, message: string, fix: string): Spotted {
  return { at, message, fix }
}

/** `a`, `b` and `c`, in code marks. */
export function listed(words: readonly string[]): string {
  const marked = words.map((word) => `\`${word}\``)
  const last = marked.pop() ?? ''
  return marked.length === 0 ? last : `${marked.join(', ')} and ${last}`
}

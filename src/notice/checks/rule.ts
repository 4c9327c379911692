import type { Assessment, Draft } from '../edition.ts'
import type { Path, Spotted } from '../finding.ts'
import type { StoredClock } from '../stored-clock.ts'
import type { Category } from '../vocabulary.ts'

/** What a check may look at. `today` is the day on which assessments and transfer mechanisms must be in date. */
export type Checked = {
  readonly edition: Draft
  /** Lists and fields whose files are missing or cannot be read. That is one finding already, so nothing is checked against these. */
  readonly absent: ReadonlySet<string>
  readonly today: Temporal.PlainDate
  /** What starts the clocks of everything the software can store; empty where the notice is checked alone. */
  readonly clocksStored: readonly StoredClock[]
  /** The category of every field that the software can store, with its record type; empty where the notice is checked alone. */
  readonly categoriesStored: readonly { readonly category: Category; readonly storedIn: string }[]
}

/** One check: what it looks for, in words for the person who maintains the notice, and how it finds it. */
export type Rule = {
  readonly id: string
  /** Set where time alone can cause the finding, in a notice that was clean when written. What rests on it is refused, and the rest goes on. */
  readonly lapses?: true
  readonly looksFor: string
  readonly find: (checked: Checked) => readonly Spotted[]
}

/** Every element of a list with its path below `at`. */
export function located<T>(at: Path, list: readonly T[]): readonly { readonly at: Path; readonly value: T }[] {
  return list.map((value, index) => ({ at: [...at, index], value }))
}

export function spotted(at: Path, message: string, fix: string): Spotted {
  return { at, message, fix }
}

/** Whether an activity is named that is not there. That is a finding of its own; what is said about those activities cannot be judged. */
export function namesUnknown({ edition }: Pick<Checked, 'edition'>, activities: readonly string[] = []): boolean {
  return activities.some((named) => !edition.activities.some(({ id }) => id === named))
}

/** `a`, `b` and `c`, in code marks. */
export function listed(words: readonly string[]): string {
  const marked = words.map((word) => `\`${word}\``)
  const last = marked.pop() ?? ''
  return marked.length === 0 ? last : `${marked.join(', ')} and ${last}`
}

type AdoptedAt = { readonly at: Path; readonly id: string; readonly adopted: NonNullable<Assessment['adopted']> }

/** The lines by which a landlord adopted an assessment. A proposal has none, and no date of it can be wrong. */
export function adoptedOf(edition: Draft): readonly AdoptedAt[] {
  return located(['assessments'], edition.assessments).flatMap(({ at, value: { id, adopted } }) =>
    adopted === undefined ? [] : [{ at: [...at, 'adopted'], id, adopted }],
  )
}

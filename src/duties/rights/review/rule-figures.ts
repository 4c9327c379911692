import { isLeftOut, type Reading } from './reading.ts'

/** How often a rule proposed a passage on which somebody decided, how often it was left out, and how often given. */
export type RuleFigures = { readonly rule: string | null; readonly proposed: number; readonly kept: number; readonly given: number }

/** How often each rule was right, by what colleagues decided. `rule`: null for what a colleague marked. */
export function ruleFigures(readings: readonly Reading[]): readonly RuleFigures[] {
  const decided = readings.flatMap(({ passages }) => passages.filter((each) => each.decided !== null))
  return [...Map.groupBy(decided, ({ rule }) => rule)]
    .map(([rule, all]) => {
      const kept = all.filter(isLeftOut).length
      return { rule, proposed: all.length, kept, given: all.length - kept }
    })
    .toSorted((one, other) => (one.rule ?? '').localeCompare(other.rule ?? ''))
}

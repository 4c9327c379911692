import type { Certainty, Found } from './passage.ts'

const weight: Readonly<Record<Certainty, number>> = { known: 3, likely: 2, possible: 1 }

/** One passage where several overlap: it covers them all, and says what the surest of them says. In the order of the text. */
export function joinOverlapping(found: readonly Found[]): readonly Found[] {
  const joined: Found[] = []
  for (const next of found.toSorted((one, other) => one.start - other.start || other.end - one.end)) {
    const last = joined.at(-1)
    if (last === undefined || next.start >= last.end) joined.push(next)
    else joined[joined.length - 1] = { ...surer(last, next), start: last.start, end: Math.max(last.end, next.end) }
  }
  return joined
}

function surer(one: Found, other: Found): Found {
  if (one.person !== undefined && other.person === undefined) return one
  if (other.person !== undefined && one.person === undefined) return other
  if (weight[one.certainty] !== weight[other.certainty]) return weight[one.certainty] > weight[other.certainty] ? one : other
  return other.end - other.start > one.end - one.start ? other : one
}

/** How much the plain words of a question speak for each answer: above 0 for it, below 0 against it. */
export type AsWritten = (words: readonly string[]) => (answer: string) => number

/** As if each answer had been asked in so many more ways, with every word as frequent there as anywhere. */
const evenly = 1.2
/** One word that is everywhere alike says nothing; and however many speak, they say so much and no more. */
const most = 12
const least = -6

/**
 * The second voice. It knows no subjects: it reads the words as they stand, and compares how frequent each is in the ways of asking under one answer
 * and in all of them (naive Bayes). So it does not err where the landlord's synonyms do.
 */
export function asWrittenOf(ways: readonly { readonly answer: string; readonly words: readonly string[] }[]): AsWritten {
  const asked = countOf(ways.map(({ answer }) => answer))
  const everywhere = countOf(ways.flatMap(({ words }) => words))
  const under = new Map(
    [...Map.groupBy(ways, ({ answer }) => answer)].map(([answer, own]) => [answer, countOf(own.flatMap(({ words }) => words))] as const),
  )
  return (words) => {
    const known = words.flatMap((word) => {
      const many = everywhere.get(word)
      return many === undefined ? [] : [{ word, usual: many / ways.length }]
    })
    return (answer) => {
      const own = under.get(answer)
      const total = (asked.get(answer) ?? 0) + evenly
      const sum = known.reduce((sum, { word, usual }) => sum + Math.log(((own?.get(word) ?? 0) + evenly * usual) / (total * usual)), 0)
      return Math.max(least, Math.min(most, sum))
    }
  }
}

function countOf(all: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const each of all) counts.set(each, (counts.get(each) ?? 0) + 1)
  return counts
}

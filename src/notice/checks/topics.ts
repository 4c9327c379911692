import type { Spotted } from '../finding.ts'
import { type Checked, located, type Rule, spotted } from './rule.ts'

/** The topics that a colleague chooses from can be told apart. */
export const topicRules: readonly Rule[] = [
  { id: 'topic-twice', looksFor: 'a topic of contacts that is named twice, in small or capital letters', find: twice },
]

function twice({ edition }: Checked): readonly Spotted[] {
  const topics = located(['landlord', 'topics'], edition.landlord?.topics ?? [])
  const seen = new Set<string>()
  return topics.flatMap(({ at, value }) => {
    const plain = value.toLowerCase()
    if (seen.has(plain)) return [spotted(at, `the topic \`${value}\` is named twice`, 'name each topic once')]
    seen.add(plain)
    return []
  })
}

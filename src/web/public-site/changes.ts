import type { Edition } from '#notice/edition.ts'
import type { ChangeLine } from './compare-page.tsx'
import { basisWords } from './plain-words.ts'
import { labels, useRows } from './rows.ts'

/** What a reader would notice between two editions: answers, uses, periods, contacts; each as before and after. */
export function changeLines(from: Edition, to: Edition): readonly ChangeLine[] {
  return facets.flatMap(({ part, of }) => {
    const before = new Map(of(from).map((fact) => [fact.name, fact.says]))
    const after = new Map(of(to).map((fact) => [fact.name, fact.says]))
    return [...new Set([...after.keys(), ...before.keys()])]
      .filter((name) => before.get(name) !== after.get(name))
      .map((name) => ({ part, name, before: before.get(name) ?? '', after: after.get(name) ?? '' }))
  })
}

type Fact = { readonly name: string; readonly says: string }

const facets: readonly { readonly part: string; readonly of: (edition: Edition) => readonly Fact[] }[] = [
  { part: 'Uses', of: (edition) => useRows(edition).flatMap(useFacts) },
  { part: 'Who gets what', of: sharingFacts },
  {
    part: 'How long we keep things',
    of: (edition) => edition.retention.map((rule) => ({ name: ruleName(edition, rule), says: rule.words })),
  },
  { part: 'Questions and answers', of: (edition) => edition.notice.map((article) => ({ name: article.question, says: article.body })) },
  { part: 'Shorter notices', of: (edition) => edition.layers.map((layer) => ({ name: layer.title, says: layer.summary })) },
  {
    part: 'Contacts',
    of: ({ landlord: { contacts } }) => [
      { name: 'Team', says: contacts.dataProtection.team },
      { name: 'Email', says: contacts.dataProtection.email },
      { name: 'Phone', says: contacts.dataProtection.phone },
    ],
  },
]

function useFacts(row: ReturnType<typeof useRows>[number]): readonly Fact[] {
  return [
    { name: `${row.title}: why`, says: row.why },
    { name: `${row.title}: what we use`, says: row.what.join(', ') },
    { name: `${row.title}: lawful basis`, says: row.basis },
    { name: `${row.title}: where it comes from`, says: row.from.join(', ') },
    { name: `${row.title}: your choice`, says: row.choice },
  ]
}

function sharingFacts(edition: Edition): readonly Fact[] {
  const words = labels(edition)
  return edition.activities.flatMap((activity) =>
    activity.sharing.flatMap((sharing) =>
      sharing.with.map((kind) => ({
        name: `${activity.title}: ${words.recipient(kind)}`,
        says: `${sharing.categories.map(words.category).join(', ')} (${basisWords[sharing.basis]})`,
      })),
    ),
  )
}

function ruleName(edition: Edition, rule: Edition['retention'][number]): string {
  const words = labels(edition)
  const what = rule.categories.map(words.category).join(', ')
  return rule.activities === undefined ? what : `${what} (${rule.activities.map(words.activity).join(', ')})`
}

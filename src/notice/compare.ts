import type { Card } from './card.ts'
import { compareActivity, type Labels } from './compare/activity.ts'
import { type Difference, type DifferenceKind, difference, differenceKinds, matched, same } from './compare/difference.ts'
import type { Edition, RetentionRule } from './edition.ts'
import { periodWords } from './period-words.ts'

/**
 * What changed from edition `a` to edition `b`, in plain words, by kind and then by entry (N4). Empty exactly when nothing differs that the public
 * reads or the software obeys.
 */
export function compare(a: Edition, b: Edition): readonly Difference[] {
  const found = [...activities(a, b), ...retention(a, b), ...clauses(a, b), ...pages(a, b), ...registers(a, b), ...head(a, b)]
  const unexplained = found.length === 0 && !same(a, b)
  const all = unexplained ? [difference('edition-changed', b.id, 'entries stand in another order')] : found
  return all.toSorted((one, other) => rank(one) - rank(other) || (one.id < other.id ? -1 : one.id > other.id ? 1 : 0))
}

function activities(a: Edition, b: Edition): readonly Difference[] {
  const { added, removed, both } = matched(a.activities, b.activities)
  const labels = labelsOf(a, b)
  return [
    ...added.map((entry) => difference('activity-added', entry.id, `new use of data: “${entry.title}”`)),
    ...removed.map((entry) => difference('activity-removed', entry.id, `no longer done: “${entry.title}”`)),
    ...both.flatMap(([before, after]) => compareActivity(before, after, labels)),
  ]
}

function retention(a: Edition, b: Edition): readonly Difference[] {
  const { added, removed, both } = matched(a.retention, b.retention)
  const label = labelsOf(a, b).categories
  const what = (rule: RetentionRule): string => rule.categories.map(label).join(', ')
  return [
    ...added.map((rule) => difference('retention-added', rule.id, `${what(rule)}: now kept ${rule.words}`)),
    ...removed.map((rule) => difference('retention-removed', rule.id, `${what(rule)}: no longer kept ${rule.words}`)),
    ...both.flatMap(([before, after]) => {
      if (before.period !== after.period) {
        const words = `${what(after)}: from ${periodWords(before.period)} to ${periodWords(after.period)}`
        return [difference('retention-changed', after.id, words)]
      }
      if (!same(before.exceptions ?? [], after.exceptions ?? []))
        return [difference('retention-changed', after.id, `${what(after)}: ${exceptionWords(after)}`)]
      return same(before, after) ? [] : [difference('retention-changed', after.id, `${what(after)}: now kept ${after.words}`)]
    }),
  ]
}

function exceptionWords({ exceptions = [] }: RetentionRule): string {
  const grounds = exceptions.map(({ ground }) => `\`${ground}\``).join(', ')
  return `the exceptions are now ${grounds === '' ? 'none' : grounds}`
}

function clauses(a: Edition, b: Edition): readonly Difference[] {
  const { added, removed, both } = matched(a.clauses, b.clauses)
  return [
    ...added.map((clause) => difference('clause-added', clause.id, `new ${clause.kind}: “${clause.heading}”`)),
    ...removed.map((clause) => difference('clause-removed', clause.id, `${clause.kind} taken out: “${clause.heading}”`)),
    ...both
      .filter(([before, after]) => !same(before, after))
      .map(([before, after]) => difference('clause-changed', after.id, `“${before.says}” is now “${after.says}”`)),
  ]
}

function pages(a: Edition, b: Edition): readonly Difference[] {
  const question = (page: Edition['notice'][number]) => ({ ...page, title: page.question })
  const compared = [
    { in: 'notice', ...matched(a.notice.map(question), b.notice.map(question)) },
    { in: 'layers', ...matched<Edition['layers'][number]>(a.layers, b.layers) },
    { in: 'cards', ...matched<Card>(a.cards ?? [], b.cards ?? []) },
  ]
  return compared.flatMap((list) => {
    const told = (kind: DifferenceKind, page: { id: string; title: string }, words: string): Difference =>
      difference(kind, `${list.in}/${page.id}`, `“${page.title}” ${words}`)
    return [
      ...list.added.map((page) => told('page-added', page, 'is new')),
      ...list.removed.map((page) => told('page-removed', page, 'is taken out')),
      ...list.both.filter(([before, after]) => !same(before, after)).map(([, after]) => told('wording-changed', after, 'is worded anew')),
    ]
  })
}

const registerNames = ['relationships', 'categories', 'sources', 'purposes', 'roles', 'recipients', 'assessments', 'systems'] as const

function registers(a: Edition, b: Edition): readonly Difference[] {
  return registerNames.flatMap((name) => {
    const { added, removed, both } = matched<{ readonly id: string }>(a[name], b[name])
    const told = (entry: { readonly id: string }, words: string): Difference =>
      difference('register-changed', `${name}/${entry.id}`, `${name}: \`${entry.id}\` ${words}`)
    return [
      ...added.map((entry) => told(entry, 'is new')),
      ...removed.map((entry) => told(entry, 'is taken out')),
      ...both.filter(([before, after]) => !same(before, after)).map(([, after]) => told(after, 'is described anew')),
    ]
  })
}

const headFields = {
  id: 'its id',
  title: 'its title',
  language: 'the language it is written in',
  dated: 'the date it bears',
  inForceFrom: 'the day from which it is in force',
  lastUpdated: 'the day on which it was last updated',
  changes: 'what it says has changed',
  without: 'what it leaves out, and why',
  landlord: 'the landlord, or how to reach it',
  synonyms: 'the words that find answers to questions',
  questions: 'the ways of asking that find answers to questions',
} as const

function head(a: Edition, b: Edition): readonly Difference[] {
  const fields = [
    'id',
    'title',
    'language',
    'dated',
    'inForceFrom',
    'lastUpdated',
    'changes',
    'without',
    'landlord',
    'synonyms',
    'questions',
  ] as const
  return fields
    .filter((field) => !same(a[field], b[field]))
    .map((field) => difference('edition-changed', field, `${headFields[field]} changed`))
}

/** The public's word for an id of one list; the later edition's word, where both have one. */
function labelsOf(a: Edition, b: Edition): Labels {
  return {
    categories: labelIn([...a.categories, ...b.categories]),
    recipients: labelIn([...a.recipients, ...b.recipients]),
    roles: labelIn([...a.roles, ...b.roles]),
    sources: labelIn([...a.sources, ...b.sources]),
    relationships: labelIn([...a.relationships, ...b.relationships]),
  }
}

function labelIn(entries: readonly { readonly id: string; readonly label: string }[]): (id: string) => string {
  const known = new Map(entries.map((entry): [string, string] => [entry.id, entry.label]))
  return (id) => known.get(id) ?? id
}

function rank({ kind }: Difference): number {
  return Object.keys(differenceKinds).indexOf(kind)
}

import { type Card, mostWordsOfCards } from '../card.ts'
import type { Path, Spotted } from '../finding.ts'
import { nearest } from '../nearest.ts'
import { type Checked, located, type Rule, spotted } from './rule.ts'

/** The first page of the notice: each card leads on to an article, names a period or clause that runs, and all of them are read in three minutes. */
export const cardRules: readonly Rule[] = [
  {
    id: 'card-to-nowhere',
    looksFor: 'a card that names an article, a retention rule, a clause or people that are not there',
    find: dangling,
  },
  { id: 'card-twice', looksFor: 'two cards with one id', find: twice },
  { id: 'cards-too-long', looksFor: 'cards with more words than the first page has room for', find: tooLong },
]

type Named = { readonly at: Path; readonly list: 'notice' | 'retention' | 'clauses' | 'relationships'; readonly id: string }

function dangling({ edition, absent }: Checked): readonly Spotted[] {
  const named = located(['cards'], edition.cards ?? []).flatMap(({ at, value }): readonly Named[] => [
    { at: [...at, 'section'], list: 'notice', id: value.section },
    ...figureNames([...at, 'figure'], value.figure),
    ...[...(value.for ?? []), ...(value.instead ?? []).flatMap((other) => other.for)].map((id) => ({
      ...{ at: [...at, 'id'], list: 'relationships' as const, id },
    })),
  ])
  return named.flatMap(({ at, list, id }) => {
    const known = edition[list].map((entry) => entry.id)
    if (absent.has(list) || known.some((each) => each === id)) return []
    const meant = nearest(id, known)
    return [spotted(at, `there is no \`${id}\` in ${list}`, meant === undefined ? 'name one that is there' : `write \`${meant}\``)]
  })
}

function figureNames(at: Path, figure: Card['figure']): readonly Named[] {
  if ('clause' in figure) return [{ at: [...at, 'clause'], list: 'clauses', id: figure.clause }]
  if (figure.deleted === 'everything') return []
  return located([...at, 'deleted'], figure.deleted).map((rule) => ({ at: rule.at, list: 'retention', id: rule.value }))
}

function twice({ edition }: Checked): readonly Spotted[] {
  const ids = (edition.cards ?? []).map(({ id }) => id)
  return located(['cards'], ids)
    .filter(({ value }, index) => ids.indexOf(value) < index)
    .map(({ at, value }) => spotted([...at, 'id'], `there are two cards \`${value}\``, 'give one of them another id, or make them one'))
}

function tooLong({ edition }: Checked): readonly Spotted[] {
  const longest = (edition.cards ?? []).map(({ title, says, can, instead = [] }) => {
    const all = [says, ...instead.map((other) => other.says)].map(words)
    return words(title) + Math.max(...all) + words(can.words ?? '')
  })
  const total = longest.reduce((sum, each) => sum + each, 0)
  if (total <= mostWordsOfCards) return []
  return [
    spotted(
      ['cards', 0, 'says'],
      `the cards have ${total} words, and ${mostWordsOfCards} are read in two minutes`,
      'say less on a card: the article that it leads to says all of it',
    ),
  ]
}

function words(text: string): number {
  return text.split(/\s+/).filter((word) => word !== '').length
}

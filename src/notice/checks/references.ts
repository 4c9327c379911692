import type { Path, Spotted } from '../finding.ts'
import type { ListName } from '../landlord-layout.ts'
import { nearest } from '../nearest.ts'
import { type Checked, located, type Rule, spotted } from './rule.ts'

/** Every id that is named is defined, once; every word that the public will read is described (N1). */
export const referenceRules: readonly Rule[] = [
  { id: 'id-twice', looksFor: 'two entries of a list with one id', find: idTwice },
  { id: 'dangling-reference', looksFor: 'an id that names nothing', find: dangling },
  { id: 'not-described', looksFor: 'a word of the vocabulary that is used and not described for the public', find: undescribed },
]

/** What a landlord may leave out has rules of its own. */
type Listed = Exclude<ListName, 'cards' | 'synonyms' | 'questions'>
type Clauses = { readonly clauses: readonly string[] }
type Reference = { readonly at: Path; readonly list: Listed; readonly id: string }

const lists = [
  ...(['relationships', 'categories', 'sources', 'purposes', 'roles', 'recipients', 'activities'] as const),
  ...(['assessments', 'retention', 'systems', 'clauses', 'notice', 'layers'] as const),
]

function idsOf({ edition }: Checked, list: Listed): readonly string[] {
  return edition[list].map((entry) => entry.id)
}

function idTwice(checked: Checked): readonly Spotted[] {
  return lists.flatMap((list) =>
    located([list], idsOf(checked, list))
      .filter(({ value }, index) => idsOf(checked, list).indexOf(value) < index)
      .map(({ at, value }) =>
        spotted([...at, 'id'], `there are two entries \`${value}\` in ${list}`, 'give one of them another id, or make them one'),
      ),
  )
}

function dangling(checked: Checked): readonly Spotted[] {
  const { edition } = checked
  const references: readonly Reference[] = [
    ...located(['activities'], edition.activities).flatMap(({ at, value }) => [
      { at: [...at, 'purpose'], list: 'purposes' as const, id: value.purpose },
      ...named([...at, 'compatible'], 'activities', value.compatible),
      ...named([...at, 'systems'], 'systems', value.systems),
      ...named([...at, 'clauses'], 'clauses', value.clauses),
      ...located([...at, 'colleagues'], value.colleagues).flatMap((grant) =>
        named([...grant.at, 'clauses'], 'clauses', grant.value.clauses),
      ),
      ...located([...at, 'sharing'], value.sharing).flatMap((share) => named([...share.at, 'clauses'], 'clauses', share.value.clauses)),
    ]),
    ...(['categories', 'sources', 'recipients', 'purposes', 'retention', 'notice'] as const).flatMap((list) =>
      located<Clauses>([list], edition[list]).flatMap(({ at, value }) => named([...at, 'clauses'], 'clauses', value.clauses)),
    ),
    ...located(['retention'], edition.retention).flatMap(({ at, value }) =>
      named([...at, 'activities'], 'activities', value.activities ?? []),
    ),
    ...located(['layers'], edition.layers).flatMap(({ at, value }) => named([...at, 'activities'], 'activities', value.activities)),
  ]
  return unknownOnes(checked, references, (list, id, meant) => [
    `there is no \`${id}\` in ${list}`,
    meant === undefined ? `add \`${id}\` there, or name one that is there` : `write \`${meant}\`, or add \`${id}\` there`,
  ])
}

function undescribed(checked: Checked): readonly Spotted[] {
  const { edition } = checked
  const words: readonly Reference[] = [
    ...located(['activities'], edition.activities).flatMap(({ at, value }) => [
      ...named([...at, 'relationships'], 'relationships', value.relationships),
      ...named([...at, 'categories'], 'categories', value.categories),
      ...named([...at, 'sources'], 'sources', value.sources),
      ...located([...at, 'colleagues'], value.colleagues).flatMap((grant) => named([...grant.at, 'roles'], 'roles', grant.value.roles)),
      ...located([...at, 'sharing'], value.sharing).flatMap((share) => named([...share.at, 'with'], 'recipients', share.value.with)),
    ]),
    ...located(['retention'], edition.retention).map(({ at, value }) => ({
      at: [...at, 'owner'],
      list: 'roles' as const,
      id: value.owner,
    })),
    ...located(['assessments'], edition.assessments).map(({ at, value }) => ({
      at: [...at, 'owner'],
      list: 'roles' as const,
      id: value.owner,
    })),
    ...located(['layers'], edition.layers).flatMap(({ at, value }) =>
      named([...at, 'relationships'], 'relationships', value.relationships),
    ),
  ]
  const once = words.filter((word, index) => words.findIndex((other) => other.list === word.list && other.id === word.id) === index)
  return unknownOnes(checked, once, (list, id) => [
    `\`${id}\` is used here and not described in ${list}.yaml, so the public page could not name it`,
    `add an entry \`${id}\` to ${list}.yaml, or take it out here`,
  ])
}

function named(at: Path, list: Listed, ids: readonly string[]): readonly Reference[] {
  return located(at, ids).map(({ at: where, value }) => ({ at: where, list, id: value }))
}

type Words = (list: Listed, id: string, meant: string | undefined) => readonly [message: string, fix: string]

function unknownOnes(checked: Checked, references: readonly Reference[], words: Words): readonly Spotted[] {
  return references
    .filter(({ list, id }) => !checked.absent.has(list) && !idsOf(checked, list).includes(id))
    .map(({ at, list, id }) => ({ ...spotted(at, ...words(list, id, nearest(id, idsOf(checked, list)))), recurs: true }))
}

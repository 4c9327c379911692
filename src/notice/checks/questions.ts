import type { Spotted } from '../finding.ts'
import { nearest } from '../nearest.ts'
import { type Checked, located, type Rule, spotted } from './rule.ts'

/** What finds the answer to a question: each way of asking leads to a clause that is there, and to one only. */
export const questionRules: readonly Rule[] = [
  { id: 'question-to-nowhere', looksFor: 'ways of asking for a clause that is not there, or for nothing', find: dangling },
  { id: 'answers-unknown', looksFor: 'an answer for a subject that no synonyms stand for', find: unknownSubjects },
  { id: 'asked-twice', looksFor: 'one way of asking under two entries', find: askedTwice },
  { id: 'synonyms-twice', looksFor: 'two lists of synonyms with one id', find: synonymsTwice },
]

function dangling({ edition, absent }: Checked): readonly Spotted[] {
  const known = edition.clauses.map(({ id }) => id)
  return located(['questions'], edition.questions ?? []).flatMap(({ at, value: { clause, about } }) => {
    if (clause === undefined) {
      if (about !== undefined) return []
      return [spotted(at, 'these questions lead to no clause', 'write `clause: …`, or `about: …` if the notice does not say')]
    }
    if (absent.has('clauses') || known.includes(clause)) return []
    const meant = nearest(clause, known)
    const fix = meant === undefined ? 'name a clause that is there, or take the questions out' : `write \`${meant}\``
    return [spotted([...at, 'clause'], `there is no \`${clause}\` in clauses`, fix)]
  })
}

/** A question is read as ids of synonyms, and of the categories and receivers that have none: any other is never asked. */
function unknownSubjects({ edition }: Checked): readonly Spotted[] {
  const known = [...(edition.synonyms ?? []), ...edition.categories, ...edition.recipients].map(({ id }) => id)
  return located(['questions'], edition.questions ?? []).flatMap(({ at, value }) =>
    located([...at, 'answers'], value.answers ?? []).flatMap((line) =>
      (['about', 'asks'] as const).flatMap((part) =>
        located([...line.at, part], line.value[part] ?? [])
          .filter((named) => !known.includes(named.value))
          .map((named) => spotted(named.at, `no synonyms stand for \`${named.value}\``, fixOf(named.value, known))),
      ),
    ),
  )
}

function fixOf(written: string, known: readonly string[]): string {
  const meant = nearest(written, known)
  return meant === undefined ? 'name an entry of synonyms.yaml' : `write \`${meant}\``
}

function askedTwice({ edition }: Checked): readonly Spotted[] {
  const seen = new Set<string>()
  return located(['questions'], edition.questions ?? []).flatMap(({ at, value }) =>
    located([...at, 'asked'], value.asked).flatMap((asked) => {
      const isNew = !seen.has(asked.value)
      seen.add(asked.value)
      return isNew ? [] : [spotted(asked.at, `“${asked.value}” is asked in two places`, 'leave it under the clause that answers it best')]
    }),
  )
}

function synonymsTwice({ edition }: Checked): readonly Spotted[] {
  const ids = (edition.synonyms ?? []).map(({ id }) => id)
  return located(['synonyms'], ids)
    .filter(({ value }, index) => ids.indexOf(value) < index)
    .map(({ at, value }) => spotted([...at, 'id'], `there are two entries \`${value}\``, 'make them one'))
}

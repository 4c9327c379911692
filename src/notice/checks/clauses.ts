import type { Spotted } from '../finding.ts'
import { kindOf, ledgerClauses } from '../ledger.ts'
import { type Checked, located, type Rule, spotted } from './rule.ts'

/** N1: every clause of the ledger is worded and kept, or the edition says why it has no such clause. */
export const clauseRules: readonly Rule[] = [
  { id: 'clause-kept-by-nothing', looksFor: 'a clause of the ledger that nothing keeps', find: forgotten },
  { id: 'clause-in-no-article', looksFor: 'a clause that no article of the main notice tells', find: untold },
  { id: 'clause-of-another-kind', looksFor: 'a clause that is stated as another kind than the ledger’s', find: otherKind },
  { id: 'clause-rule-unknown', looksFor: 'a clause that names a rule or a figure that the software does not have', find: unknownRule },
  { id: 'clause-with-and-without', looksFor: 'a clause left out that is unknown, or kept all the same', find: withAndWithout },
]

function forgotten({ edition, absent }: Checked): readonly Spotted[] {
  if (absent.has('clauses') || absent.has('without')) return []
  const kept = new Set([...edition.clauses.map((clause) => clause.id), ...(edition.without ?? []).flatMap((left) => left.clauses)])
  return ledgerClauses
    .filter((clause) => !kept.has(clause))
    .map((clause) =>
      spotted(
        ['clauses', Math.max(0, edition.clauses.length - 1)],
        `nothing keeps the clause ${clause}, a ${kindOf(clause)}`,
        `add \`- id: ${clause}\` to clauses.yaml, or name it under \`without\` in edition.yaml with the reason`,
      ),
    )
}

function untold({ edition, absent }: Checked): readonly Spotted[] {
  if (absent.has('notice')) return []
  const told = new Set(edition.notice.flatMap((article) => article.clauses))
  return located(['clauses'], edition.clauses)
    .filter(({ value }) => !told.has(value.id))
    .map(({ at, value }) =>
      spotted(
        [...at, 'id'],
        `no article of the notice tells ${value.id} (N1)`,
        `say it in an article of notice/ and name ${value.id} under its \`clauses\``,
      ),
    )
}

function otherKind({ edition }: Checked): readonly Spotted[] {
  return located(['clauses'], edition.clauses).flatMap(({ at, value }) => {
    const kind = kindOf(value.id)
    if (kind === undefined || kind === value.kind) return []
    return [spotted([...at, 'kind'], `${value.id} is a ${kind}, not a ${value.kind}`, `write \`kind: ${kind}\``)]
  })
}

function unknownRule({ edition }: Checked): readonly Spotted[] {
  return located(['clauses'], edition.clauses).flatMap(({ at, value }) => {
    const isOwn = kindOf(value.id) === undefined
    const named = (['rule', 'figure'] as const).filter((field) => value[field] !== undefined && kindOf(value[field]) === undefined)
    const unknown = named.map((field) =>
      spotted(
        [...at, field],
        `${value.id} names \`${value[field]}\`, which is no clause of the ledger`,
        'write a clause of the ledger, such as TC4',
      ),
    )
    if (isOwn || value.rule === undefined) return unknown
    return [
      ...unknown,
      spotted([...at, 'rule'], `${value.id} has a rule of its own`, 'take `rule` out, or give the clause an id of your own'),
    ]
  })
}

function withAndWithout({ edition }: Checked): readonly Spotted[] {
  const kept = new Set(edition.clauses.map((clause) => clause.id))
  return located(['without'], edition.without ?? []).flatMap(({ at, value }) =>
    located([...at, 'clauses'], value.clauses).flatMap((clause) => {
      if (kindOf(clause.value) === undefined) {
        return [spotted(clause.at, `the ledger has no clause ${clause.value}`, 'take it out, or write the clause that is meant')]
      }
      if (!kept.has(clause.value)) return []
      return [spotted(clause.at, `${clause.value} is left out here and worded in clauses.yaml`, 'take it out of one of the two')]
    }),
  )
}

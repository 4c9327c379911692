import { basesInLaw } from '#law/bases.ts'
import { type ConditionInLaw, conditionsInLaw, needsPolicyDocument } from '#law/conditions.ts'
import { basesOfUse } from './basis-for.ts'
import type { Edition, EditionActivity } from './edition.ts'
import { type Named, type RetentionRow, retentionTable } from './public-words.ts'
import { retentionRuleFor } from './retention-of.ts'
import { type Basis, type Condition, categories, conditions } from './vocabulary.ts'

/** How one principle of UK GDPR Article 5(1) is met: the clauses of this edition that promise it. */
export type PrincipleMet = { readonly principle: string; readonly clauses: readonly { readonly says: string; readonly keptBy: string }[] }

/**
 * One use under a condition that needs the document, with the categories that the condition carries there, and with what the law asks to be true
 * before anything rests on the condition.
 */
export type ConditionUse = {
  readonly cite: string
  readonly words: string
  readonly test: string | undefined
  readonly use: string
  /** Every basis that the use, or a sharing under the condition, rests on (Schedule 1, paragraph 41(a) and (b)). */
  readonly bases: readonly string[]
  readonly what: readonly Named[]
}

/**
 * The appropriate policy document that the law asks for behind most conditions of Schedule 1 (Data Protection Act 2018, Schedule 1, Part 4, paragraph
 * 39). It is derived from the entries that decisions and deletion read, so it cannot say anything else.
 */
export type PolicyDocument = {
  readonly uses: readonly ConditionUse[]
  readonly principles: readonly PrincipleMet[]
  readonly retention: readonly RetentionRow[]
}

const inLaw: Readonly<Record<Condition, ConditionInLaw>> = conditionsInLaw

const principles = [
  { principle: 'Lawful, fair and in the open', clauses: ['P1', 'L1', 'B3'] },
  { principle: 'Only for its purpose', clauses: ['P2', 'SC6', 'CC1'] },
  { principle: 'No more than is needed', clauses: ['P3'] },
  { principle: 'Correct', clauses: ['P4'] },
  { principle: 'No longer than is needed', clauses: ['P5', 'RT1'] },
  { principle: 'Safe', clauses: ['SE1', 'SC5'] },
] as const

export function policyDocument(edition: Edition): PolicyDocument {
  const label = new Map(edition.categories.map((category) => [category.id, category.label]))
  const found = conditions
    .filter((condition) => inLaw[condition].policyDocument)
    .flatMap((condition) => edition.activities.map((activity) => ({ condition, activity, carried: carriedBy(condition, activity) })))
    .filter(({ carried }) => carried.length > 0)
  const rules = found.flatMap(({ activity, carried }) => carried.map((category) => retentionRuleFor(edition, category, activity.id)?.id))
  return {
    uses: found.map(({ condition, activity, carried }) => ({
      cite: inLaw[condition].cite,
      words: inLaw[condition].words,
      test: inLaw[condition].test,
      use: activity.title,
      bases: basesUnder(condition, activity).map((basis) => basesInLaw[basis].label),
      what: carried.map((id) => ({ id, label: label.get(id) ?? id })),
    })),
    principles: principles.map(({ principle, clauses }) => ({
      principle,
      clauses: edition.clauses.filter(({ id }) => clauses.some((clause) => clause === id)),
    })),
    retention: retentionTable(edition).filter(({ rule }) => rules.includes(rule)),
  }
}

function basesUnder(condition: Condition, activity: EditionActivity): readonly Basis[] {
  const under = (named: EditionActivity['conditions']) => Object.values(named).some((each) => each?.includes(condition) === true)
  const shared = activity.sharing.filter(({ conditions: named }) => under(named)).map(({ basis }) => basis)
  return [...new Set([...(under(activity.conditions) ? basesOfUse(activity) : []), ...shared])]
}

/** The categories that rest on the condition where it needs the document, in the activity itself or in one of its sharings. */
function carriedBy(condition: Condition, activity: EditionActivity): readonly (typeof categories)[number][] {
  const written = [{ conditions: activity.conditions, with: [] }, ...activity.sharing]
  return categories.filter((category) =>
    written.some(({ conditions: named, with: recipients }) => {
      const together = named[category] ?? []
      return together.includes(condition) && needsPolicyDocument(condition, together, recipients)
    }),
  )
}

import { basesInLaw } from '#law/bases.ts'
import { confidenceWords } from './confidence-words.ts'
import type { Edition, EditionActivity, RetentionRule } from './edition.ts'
import { unmetGrounds } from './unmet-grounds.ts'
import { criminalCategories } from './vocabulary.ts'
import { standingOfBasis, standingOfLayer } from './whose-words.ts'

/** One thing that the landlord has still to say, and how it is said in the landlord's folder. */
export type ToConfirm = {
  readonly kind: 'assessment' | 'system' | 'period' | 'ground' | 'exception' | 'accusation' | 'basis' | 'layer'
  readonly id: string
  readonly what: string
  readonly how: string
}

/** What the notice does not say and the landlord has not confirmed. This list is the landlord's; the public reads what follows from it. */
export function leftToConfirm(edition: Edition): readonly ToConfirm[] {
  const { assessments, systems, retention, activities, layers } = edition
  return [
    ...assessments
      .filter(({ adopted }) => adopted === undefined)
      .map(
        ({ id, title }): ToConfirm => ({ kind: 'assessment', id, what: `nothing rests on “${title}” until it is adopted`, how: adoption }),
      ),
    ...systems
      .filter(({ standing }) => standing === 'to-confirm')
      .map(({ id, name }): ToConfirm => ({ kind: 'system', id, what: `${name} counts as abroad, and nothing is sent to it`, how: place })),
    ...retention
      .filter(({ standing }) => standing === 'to-confirm')
      .map((rule): ToConfirm => ({ kind: 'period', id: rule.id, what: proposal(rule), how: period })),
    ...unmetGrounds(edition).map(
      ({ rule, ground }): ToConfirm => ({ kind: 'ground', id: rule, what: `rests on no law or regulation: ${ground}`, how: law }),
    ),
    ...retention.flatMap(({ exceptions = [] }) =>
      exceptions
        .filter(({ standing }) => standing === 'to-confirm')
        .map(
          ({ ground }): ToConfirm => ({ kind: 'exception', id: ground, what: 'keeps recorded calls longer, by proposal', how: exception }),
        ),
    ),
    ...activities
      .filter((activity) => mayAccuse(activity))
      .map(({ id, title }): ToConfirm => ({ kind: 'accusation', id, what: `“${title}” ${unconditioned}`, how: condition })),
    ...activities
      .filter((activity) => standingOfBasis(edition, activity) === 'to-confirm')
      .map(
        ({ id, title, basis }): ToConfirm => ({
          kind: 'basis',
          id,
          what: `“${title}” rests on ${basesInLaw[basis].label.toLowerCase()}, by proposal`,
          how: ofActivity,
        }),
      ),
    ...layers
      .filter((layer) => standingOfLayer(edition, layer) === 'to-confirm')
      .map(({ id, title }): ToConfirm => ({ kind: 'layer', id, what: `“${title}” has proposed words`, how: ofLayer })),
  ]
}

const adoption = 'in assessments.yaml: `adopted: { by: …, on: …, outcome: passed, reviewBy: … }`'
const place = 'in systems.yaml: `standing: fixed` with `supplier:` and `country:`'
const period = 'in retention.yaml: `standing: landlord`'
const law = 'in retention.yaml: name the law or regulation in `ground:`; without one the period is the landlord’s own choice'
const exception = 'in retention.yaml, under `exceptions`: `standing: landlord`; or take the ground out, and no hold can be placed for it'
const unconditioned = 'has reports of anti-social behaviour, and no condition for what they say of somebody who is accused of a crime'
const condition = 'in activities/: `criminal-convictions` with `art-10` and its Schedule 1 paragraph; or leave those reports out'
const ofActivity = 'in activities/: `standing: landlord` at the activity'
const ofLayer = 'in layers/: `standing: landlord` in the first lines of the file'

/** The period with how sure it is, and what is known of others. */
function proposal({ words, confidence, note }: RetentionRule): string {
  const sure = confidenceWords[confidence]
  return `“${words}”, by proposal. ${sure}.${note === undefined ? '' : ` ${note}`}`
}

/** What a report says of somebody who is accused of a crime needs a condition of its own (UK GDPR Article 10; Data Protection Act 2018 s.11(2)). */
function mayAccuse({ categories, conditions }: EditionActivity): boolean {
  return categories.includes('anti-social-behaviour') && criminalCategories.every((each) => conditions[each] === undefined)
}

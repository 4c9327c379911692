import type { Edition } from './edition.ts'

/** One thing that the landlord has still to say, and how it is said in the landlord's folder. */
export type ToConfirm = {
  readonly kind: 'assessment' | 'system' | 'period' | 'exception'
  readonly id: string
  readonly what: string
  readonly how: string
}

/** What the notice does not say and the landlord has not confirmed. This list is the landlord's; the public reads what follows from it. */
export function leftToConfirm({
  assessments,
  systems,
  retention,
}: Pick<Edition, 'assessments' | 'systems' | 'retention'>): readonly ToConfirm[] {
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
      .map(({ id, words }): ToConfirm => ({ kind: 'period', id, what: `kept ${words}, by proposal`, how: period })),
    ...retention.flatMap(({ exceptions = [] }) =>
      exceptions
        .filter(({ standing }) => standing === 'to-confirm')
        .map(
          ({ ground }): ToConfirm => ({ kind: 'exception', id: ground, what: 'keeps recorded calls longer, by proposal', how: exception }),
        ),
    ),
  ]
}

const adoption = 'in assessments.yaml: `adopted: { by: …, on: …, outcome: passed, reviewBy: … }`'
const place = 'in systems.yaml: `standing: fixed` with `supplier:` and `country:`'
const period = 'in retention.yaml: `standing: landlord`'
const exception = 'in retention.yaml, under `exceptions`: `standing: landlord`; or take the ground out, and no hold can be placed for it'

import type { GateDeps } from '#gate/deps.ts'
import type { Colleague } from '#gate/judge.ts'
import type { EditionActivity } from '#notice/edition.ts'
import type { Activity, Category, Circumstance } from '#notice/vocabulary.ts'
import { isDeskActivity, shownBy } from './view.ts'

/** What can come to be true while somebody is at the desk: on file, by a check, or by the words a record is opened with. */
const canBeSo: ReadonlySet<Circumstance> = new Set([
  ...(['identity-verified', 'consent', 'assessment-in-date', 'transfer-mechanism'] as const),
  ...(['special-category-reason', 'private-setting'] as const),
])

/**
 * The activities that the edition can open a record for, at least in part, to one of the colleague's roles. Not those of which the record
 * could show nothing whatever is said: an emergency, for one, is declared nowhere yet.
 */
export function activitiesFor(deps: Deps, colleague: Colleague): readonly EditionActivity[] {
  return activitiesShowing(deps, colleague, (id) => shownBy(deps.inForce().released.edition, id))
}

type Deps = Pick<GateDeps, 'inForce'>

/** The same for what is shown elsewhere than on a person's record: `shown` says which categories of an activity. */
export function activitiesShowing(
  deps: Deps,
  colleague: Colleague,
  shown: (activity: Activity) => readonly Category[],
): readonly EditionActivity[] {
  const { released, decide } = deps.inForce()
  return released.edition.activities.filter(
    ({ id, relationships }) =>
      isDeskActivity(id) &&
      shown(id).some((category) =>
        colleague.roles.some((role) =>
          relationships.some((relationship) => {
            const request = { act: 'view', activity: id, categories: [category], relationship, circumstances: canBeSo } as const
            return decide({ ...request, who: { role } }).outcome === 'permitted'
          }),
        ),
      ),
  )
}

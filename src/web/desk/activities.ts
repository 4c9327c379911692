import type { Colleague } from '#gate/judge.ts'
import type { GateParts } from '#gate/parts.ts'
import type { EditionActivity } from '#notice/edition.ts'
import type { Activity, Category, Circumstance } from '#notice/vocabulary.ts'
import { isDeskActivity, shownBy } from './views.ts'

/** What can come to be true while somebody is at the desk: on file, by a check, or by the words a record is opened with. */
const canBeSo: ReadonlySet<Circumstance> = new Set([
  ...(['identity-verified', 'consent', 'assessment-in-date', 'transfer-mechanism'] as const),
  ...(['special-category-reason', 'private-setting'] as const),
])

/**
 * The activities with a page that the edition can open, at least in part, to one of the colleague's roles. Not those of which the page
 * could show nothing whatever is said: an emergency, for one, is declared nowhere yet.
 */
export function activitiesFor(parts: Parts, colleague: Colleague): readonly EditionActivity[] {
  return activitiesShowing(parts, colleague, (id) => shownBy(parts.gateParts.inForce().released.edition, id))
}

type Parts = { readonly gateParts: Pick<GateParts, 'inForce'> }

/** The same for what is shown elsewhere than on a person's record: `shown` says which categories of an activity. */
export function activitiesShowing(
  parts: Parts,
  colleague: Colleague,
  shown: (activity: Activity) => readonly Category[],
): readonly EditionActivity[] {
  const { released, decide } = parts.gateParts.inForce()
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

import type { Colleague } from '#gate/judge.ts'
import type { Editions } from '../parts.ts'
import { isDeskActivity, shownBy } from './views.ts'

type WithEditions = { readonly editions: Editions }

/** The activities with a page that the edition opens, at least in part, to one of the colleague's roles. */
export function activitiesFor(parts: WithEditions, colleague: Colleague) {
  const mine: ReadonlySet<string> = new Set(colleague.roles)
  return parts.editions
    .current()
    .edition.activities.filter((activity) => isDeskActivity(activity.id))
    .filter((activity) =>
      activity.colleagues.some(
        (grant) =>
          grant.acts.includes('view') &&
          grant.roles.some((role) => mine.has(role)) &&
          // An activity of which the page shows this role nothing would open a record that is closed throughout.
          shownBy(activity.id).some((category) => grant.categories.includes(category)),
      ),
    )
}

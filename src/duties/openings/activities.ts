import type { GateDeps } from '#gate/deps.ts'
import type { Colleague } from '#gate/judge.ts'
import type { EditionActivity } from '#notice/edition.ts'
import { type Activity, type Category, type Circumstance, sensitivityOf } from '#notice/vocabulary.ts'
import { everyStatement, type Statement } from './stated.ts'
import { isDeskActivity, shownBy } from './view.ts'

/** What can come to be true while somebody is at the desk: on file, by a check, or by the words a record is opened with. */
const canBeSo: ReadonlySet<Circumstance> = new Set([
  ...(['identity-verified', 'consent', 'assessment-in-date', 'transfer-mechanism'] as const),
  ...(['special-category-reason', 'private-setting'] as const),
  ...everyStatement,
])

/**
 * The activities that the edition can open a record for, at least in part, to one of the colleague's roles. Not those of which the record
 * could show nothing whatever is said: an emergency is declared on a page of its own.
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
  return deps
    .inForce()
    .released.edition.activities.filter(
      (activity) =>
        isDeskActivity(activity.id) && shown(activity.id).some((category) => mayHave(deps, colleague, { activity, category }, canBeSo)),
    )
}

/**
 * What a colleague has to state about the person before health, support or criminal information opens for an activity that needs it. Asked of nobody
 * to whom it stays closed all the same.
 */
export function statementsFor(deps: Deps, colleague: Colleague, id: string): readonly Statement[] {
  const { edition } = deps.inForce().released
  const activity = edition.activities.find((each) => each.id === id)
  const guarded = shownBy(edition, id).filter((category) => sensitivityOf(category) !== 'ordinary')
  if (activity === undefined) return []
  return everyStatement.filter((statement) => {
    const without = new Set([...canBeSo].filter((each) => each !== statement))
    return guarded.some((category) => {
      const asked = { activity, category }
      return mayHave(deps, colleague, asked, canBeSo) && !mayHave(deps, colleague, asked, without)
    })
  })
}

type Asked = { readonly activity: EditionActivity; readonly category: Category }

/** Whether one of the colleague's roles sees it of somebody whom the activity is about, where these circumstances hold. */
function mayHave(deps: Deps, colleague: Colleague, { activity, category }: Asked, circumstances: ReadonlySet<Circumstance>): boolean {
  const { decide } = deps.inForce()
  return colleague.roles.some((role) =>
    activity.relationships.some((relationship) => {
      const request = { act: 'view', activity: activity.id, categories: [category], relationship, circumstances } as const
      return decide({ ...request, who: { role } }).outcome === 'permitted'
    }),
  )
}

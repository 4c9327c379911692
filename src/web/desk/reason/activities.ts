import type { GateDeps } from '#gate/deps.ts'
import type { Colleague } from '#gate/judge.ts'
import type { EditionActivity } from '#notice/edition.ts'
import type { Activity, Category, Circumstance } from '#notice/vocabulary.ts'
import { choice, type Question, wrong } from '../../form/index.ts'
import { typed } from '../../forms.ts'
import { HttpFault } from '../../http-fault.ts'
import type { Visit } from '../../pages/index.ts'
import { type DeskActivity, isDeskActivity, shownBy } from '../record/views.ts'

/** What can come to be true while somebody is at the desk: on file, by a check, or by the words a record is opened with. */
const canBeSo: ReadonlySet<Circumstance> = new Set([
  ...(['identity-verified', 'consent', 'assessment-in-date', 'transfer-mechanism'] as const),
  ...(['special-category-reason', 'private-setting'] as const),
])

/**
 * The activities with a page that the edition can open, at least in part, to one of the colleague's roles. Not those of which the page
 * could show nothing whatever is said: an emergency, for one, is declared nowhere yet.
 */
export function activitiesFor(deps: Deps, colleague: Colleague): readonly EditionActivity[] {
  return activitiesShowing(deps, colleague, (id) => shownBy(deps.gateDeps.inForce().released.edition, id))
}

type Deps = { readonly gateDeps: Pick<GateDeps, 'inForce'> }

/** The same for what is shown elsewhere than on a person's record: `shown` says which categories of an activity. */
export function activitiesShowing(
  deps: Deps,
  colleague: Colleague,
  shown: (activity: Activity) => readonly Category[],
): readonly EditionActivity[] {
  const { released, decide } = deps.gateDeps.inForce()
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

const missing = 'Choose what you are doing'

/** What a record is opened for: one of those offered. Any other is asked of the gate all the same, so that its refusal is on record. */
export function askActivity(offered: readonly EditionActivity[]): Question<DeskActivity> {
  return {
    ...choice<string>({
      label: 'What are you doing?',
      hint: 'These descriptions come from the privacy notice, so “you” means the customer.',
      missing,
      options: offered.map(({ id, title, why }) => ({ value: id, text: title, hint: why })),
    }),
    read(name, { [name]: chosen }) {
      if (chosen === undefined) return wrong(name, missing)
      if (!isDeskActivity(chosen)) throw new HttpFault(400, 'the activity is none of those offered')
      return { ok: true, value: chosen }
    },
  }
}

/** What a record was asked to be opened for, for the words of a refusal. */
export function activityAsked({ request }: Visit): string {
  return typed(request.body).activity ?? ''
}

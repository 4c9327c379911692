import { basesInLaw } from '#law/bases.ts'
import type { EditionActivity } from '../edition.ts'
import { type Difference, type DifferenceKind, difference, same } from './difference.ts'

type Label = (id: string) => string

/** The public's words for the ids of each list; one id may be in several lists. */
export type Labels = Readonly<Record<'categories' | 'recipients' | 'roles' | 'sources' | 'relationships', Label>>

/** What changed in one activity. */
export function compareActivity(before: EditionActivity, after: EditionActivity, labels: Labels): readonly Difference[] {
  const told = (kind: DifferenceKind, words: string): Difference => difference(kind, after.id, `“${after.title}”: ${words}`)
  const { gained, lost } = change(before.categories, after.categories)
  const found = [
    ...(before.basis === after.basis
      ? []
      : [told('basis-changed', `basis from ${basesInLaw[before.basis].label} to ${basesInLaw[after.basis].label}`)]),
    ...(same(before.otherBases, after.otherBases) ? [] : [told('basis-changed', `for some people now on ${othersOf(after, labels)}`)]),
    ...(gained.length === 0 ? [] : [told('categories-widened', `now also uses ${words(gained, labels.categories)}`)]),
    ...(lost.length === 0 ? [] : [told('categories-narrowed', `no longer uses ${words(lost, labels.categories)}`)]),
    ...(same(before.conditions, after.conditions)
      ? []
      : [told('conditions-changed', 'rests on other conditions for specially protected data')]),
    ...lists('people-changed', labels.relationships, 'about', before.relationships, after.relationships),
    ...lists('sources-changed', labels.sources, 'with data from', before.sources, after.sources),
    ...lists('roles-changed', labels.roles, 'open to', rolesOf(before), rolesOf(after)),
    ...lists('recipients-changed', labels.recipients, 'shared with', recipientsOf(before), recipientsOf(after)),
  ]
  const toldAll = same(settled(before), settled(after)) && explained(before, after)
  return toldAll ? found : [...found, told('activity-changed', 'the details of who may do what, why, or on which basis have changed')]

  function lists(kind: DifferenceKind, label: Label, how: string, old: readonly string[], now: readonly string[]): readonly Difference[] {
    const { gained: more, lost: fewer } = change(old, now)
    return [
      ...(more.length === 0 ? [] : [told(kind, `now also ${how} ${words(more, label)}`)]),
      ...(fewer.length === 0 ? [] : [told(kind, `no longer ${how} ${words(fewer, label)}`)]),
    ]
  }
}

/** The fields compared one by one. The rest of the entry, with its grants and sharings, is covered by one sentence. */
function settled({ basis, otherBases, categories, conditions, relationships, sources, colleagues, sharing, ...rest }: EditionActivity) {
  return rest
}

/** Whether the roles and recipients that came and went explain the whole change of grants and sharings. */
function explained(before: EditionActivity, after: EditionActivity): boolean {
  return same(before.colleagues, after.colleagues) && same(before.sharing, after.sharing)
}

function othersOf({ basis, otherBases = [] }: EditionActivity, labels: Labels): string {
  if (otherBases.length === 0) return `${basesInLaw[basis].label}, as for everybody`
  return otherBases.map((other) => `${basesInLaw[other.basis].label} (${words(other.for, labels.relationships)})`).join('; ')
}

function rolesOf(activity: EditionActivity): readonly string[] {
  return activity.colleagues.flatMap((grant) => grant.roles)
}

function recipientsOf(activity: EditionActivity): readonly string[] {
  return activity.sharing.flatMap((share) => share.with)
}

function change(
  before: readonly string[],
  after: readonly string[],
): { readonly gained: readonly string[]; readonly lost: readonly string[] } {
  const old = new Set(before)
  const now = new Set(after)
  return { gained: [...now.difference(old)], lost: [...old.difference(now)] }
}

function words(ids: readonly string[], label: Label): string {
  return ids.map(label).toSorted().join(', ')
}

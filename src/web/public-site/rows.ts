import type { Edition, EditionActivity, RetentionRule } from '#notice/edition.ts'
import { basisWords, recipientGroups, recipientsOf, sourceGroups } from './plain-words.ts'

/** One use of data, as the public table shows it: what, why, lawful basis, from, to, kept until, your choice. */
export type UseRow = {
  readonly id: string
  readonly title: string
  readonly why: string
  readonly what: readonly string[]
  readonly basis: string
  readonly from: readonly string[]
  readonly to: readonly string[]
  readonly kept: readonly string[]
  readonly choice: string
}

/** A group of sources or recipients, with its members that the use has. */
export type Group = { readonly name: string; readonly members: readonly string[] }

export type FlowRow = { readonly use: string; readonly from: readonly Group[]; readonly to: readonly Group[] }

export const nobodyOutside = 'Nobody outside'

export function useRows(edition: Edition, activities: readonly EditionActivity[] = edition.activities): readonly UseRow[] {
  const words = labels(edition)
  return activities.map((activity) => ({
    id: activity.id,
    title: activity.title,
    why: activity.why,
    what: activity.categories.map(words.category),
    basis: activity.law === undefined ? basisWords[activity.basis] : `${basisWords[activity.basis]} (${activity.law})`,
    from: activity.sources.map(words.source),
    to: recipientsOf(activity).map(words.recipient),
    kept: [...new Set(rulesOf(edition, activity).map((rule) => rule.words))],
    choice: activity.choice,
  }))
}

/** The retention rules that an activity's items fall under: its own where one names it, else the category's general one. */
export function rulesOf(edition: Edition, activity: EditionActivity): readonly RetentionRule[] {
  const found = activity.categories.flatMap((category) => {
    const forCategory = edition.retention.filter((rule) => rule.categories.includes(category))
    const own = forCategory.filter((rule) => rule.activities?.includes(activity.id) === true)
    return own.length > 0 ? own : forCategory.filter((rule) => rule.activities === undefined)
  })
  return [...new Set(found)]
}

/** One row: several activities taken together under a name. At most five sources and seven recipients, so a picture holds it. */
export function flowRow(edition: Edition, use: string, activities: readonly EditionActivity[]): FlowRow {
  const words = labels(edition)
  return {
    use,
    from: grouped(activities.flatMap((activity) => activity.sources.map((id) => [sourceGroups[id], words.source(id)] as const))),
    to: grouped(activities.flatMap((activity) => recipientsOf(activity).map((id) => [recipientGroups[id], words.recipient(id)] as const))),
  }
}

/** The activities that a layered notice is about: those it names, and those for a relationship it names. */
export function activitiesOf(edition: Edition, layer: Edition['layers'][number]): readonly EditionActivity[] {
  return edition.activities.filter(
    (activity) =>
      layer.activities.includes(activity.id) || activity.relationships.some((relationship) => layer.relationships.includes(relationship)),
  )
}

export function labels(edition: Edition) {
  const category = new Map<string, string>(edition.categories.map((each) => [each.id, each.label]))
  const source = new Map<string, string>(edition.sources.map((each) => [each.id, each.label]))
  const recipient = new Map<string, string>(edition.recipients.map((each) => [each.id, each.label]))
  const activity = new Map<string, string>(edition.activities.map((each) => [each.id, each.title]))
  const role = new Map<string, string>(edition.roles.map((each) => [each.id, each.label]))
  const named = (map: ReadonlyMap<string, string>) => (id: string) => map.get(id) ?? id.replaceAll('-', ' ')
  return { category: named(category), source: named(source), recipient: named(recipient), activity: named(activity), role: named(role) }
}

function grouped(pairs: readonly (readonly [string, string])[]): readonly Group[] {
  const groups = new Map<string, Set<string>>()
  for (const [group, member] of pairs) groups.set(group, (groups.get(group) ?? new Set()).add(member))
  return [...groups].map(([name, members]) => ({ name, members: [...members] }))
}

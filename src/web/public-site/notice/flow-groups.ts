import type { Edition } from '#notice/edition.ts'
import { flows } from '#notice/public-words.ts'
import { recipientGroups, sourceGroups } from '../plain-words.ts'

/** A group of sources or recipients, with its members that the use has. */
export type Group = { readonly name: string; readonly members: readonly string[] }
export type FlowRow = { readonly use: string; readonly from: readonly Group[]; readonly to: readonly Group[] }

type Flow = ReturnType<typeof flows>[number]
export type PurposeFlows = { readonly id: string; readonly label: string; readonly flows: readonly Flow[] }

export const nobodyOutside = 'Nobody outside'

/** Several uses taken together under a name. At most five groups of sources and seven of recipients, so that a picture holds it. */
export function flowRow(use: string, together: readonly Flow[]): FlowRow {
  return {
    use,
    from: grouped(together.flatMap((flow) => flow.from.map((source) => [sourceGroups.get(source.id) ?? 'Others', source.label] as const))),
    to: grouped(together.flatMap((flow) => flow.to.map((who) => [recipientGroups.get(who.id) ?? 'Others', who.label] as const))),
  }
}

/** The flows of each purpose, in the order of the notice; a purpose with no use is left out. */
export function flowsByPurpose(edition: Edition): readonly PurposeFlows[] {
  const all = flows(edition)
  const purposeOf = new Map(edition.activities.map((activity) => [activity.id, activity.purpose]))
  return edition.purposes
    .map(({ id, label }) => ({ id, label, flows: all.filter((flow) => purposeOf.get(flow.activity.id) === id) }))
    .filter((purpose) => purpose.flows.length > 0)
}

function grouped(pairs: readonly (readonly [string, string])[]): readonly Group[] {
  const groups = new Map<string, Set<string>>()
  for (const [group, member] of pairs) groups.set(group, (groups.get(group) ?? new Set()).add(member))
  return [...groups].map(([name, members]) => ({ name, members: [...members] }))
}

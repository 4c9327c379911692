/** A topic stands on one line of the box in which a contact is noted. */
export const longestTopic = 40
/** With more, choosing one takes longer than writing the note. */
export const mostTopics = 8

const usualTopics = ['Rent', 'Repair', 'Neighbour', 'Home and tenancy', 'Something else'] as const

/** What a contact can be about, in the landlord's own words; the usual topics where they name none. */
export function topicsOf({ landlord }: { readonly landlord: { readonly topics?: readonly string[] | undefined } }): readonly string[] {
  return landlord.topics ?? usualTopics
}

import type { Edition, EditionActivity } from '#notice/edition.ts'
import type { Relationship } from '#notice/vocabulary.ts'

export type Purpose = Edition['purposes'][number]
export type Category = Edition['categories'][number]
export type Recipient = Edition['recipients'][number]

/** What the uses are narrowed to. Empty, or absent: not by that. */
export type Narrowed = {
  readonly reader: readonly Relationship[]
  readonly purpose?: Purpose | undefined
  readonly category?: Category | undefined
}

/** The uses that are left, in the order of the edition. */
export function usesLeft(edition: Edition, { reader, purpose, category }: Narrowed): readonly EditionActivity[] {
  return edition.activities.filter(
    (activity) =>
      (reader.length === 0 || activity.relationships.some((each) => reader.includes(each))) &&
      (purpose === undefined || activity.purpose === purpose.id) &&
      (category === undefined || activity.categories.includes(category.id)),
  )
}

/** Where an entry stands in a list, counted from 1, as an address says it; empty where there is none. */
export function positionIn<T>(list: readonly T[], entry: T | undefined): string {
  return entry === undefined ? '' : `${list.indexOf(entry) + 1}`
}

/** An address narrowed by positions. Those that are empty are left out. */
export function withPositions(path: string, positions: readonly (readonly [name: string, at: string])[]): string {
  const query = positions.flatMap(([name, at]) => (at === '' ? [] : [`${name}=${at}`])).join('&')
  return query === '' ? path : `${path}?${query}`
}

/** The table of the uses that are left. */
export function tableOf(edition: Edition, { reader, purpose, category }: Narrowed): string {
  return withPositions('/notice/uses/table', [
    ...edition.relationships.flatMap(({ id }, index) => (reader.includes(id) ? [['for', `${index + 1}`] as const] : [])),
    ['purpose', positionIn(edition.purposes, purpose)],
    ['kind', positionIn(edition.categories, category)],
  ])
}

/** Where the row of a use is: among those of its purpose, so that the page is short. */
export function placeOfUse(edition: Edition, activity: string): string {
  const use = edition.activities.find(({ id }) => id === activity)
  const purpose = edition.purposes.find(({ id }) => id === use?.purpose)
  return `${tableOf(edition, { reader: [], purpose })}#use-${activity}`
}

import type { PartShape } from '#gate/record-part.ts'
import type { Edition } from '#notice/edition.ts'
import type { rightsSearch } from '#records/rights-search/rights-search.ts'
import { isOfNobody, type SettledRequest } from '../identified.ts'
import { isByName, placesOf, type SearchedAs } from './places.ts'

/** What one place answered, as it is stored. */
export type SearchRow = PartShape<typeof rightsSearch.fields, 'documents'>

/** A place that has to answer, with its row where it was asked. */
export type Place = { readonly place: string; readonly row: SearchRow | null }

/** Every place that has to answer, and any other that was asked. */
export function placesWith(edition: Pick<Edition, 'systems'>, rows: readonly SearchRow[], as: SearchedAs = 'on-file'): readonly Place[] {
  const byPlace = new Map(rows.map((row) => [row.place, row]))
  const all = new Set([...placesOf(edition, as), ...byPlace.keys()])
  return [...all].map((place) => ({ place, row: byPlace.get(place) ?? null }))
}

/** Whether nothing more is waited for from a place: it has answered, or it was decided, with the reason, to go on without it. */
export function isSettled({ row }: Place): boolean {
  if (row === null) return false
  return row.withoutOn !== null || (row.answer !== null && row.answer !== 'could-not-look')
}

/** The places that a search still lacks. It is complete when there is none. */
export function lackingIn(edition: Pick<Edition, 'systems'>, rows: readonly SearchRow[], as: SearchedAs = 'on-file'): readonly Place[] {
  return placesWith(edition, rows, as).filter((place) => !isSettled(place) && !isOver(place, as))
}

export function searchedAs(request: SettledRequest): SearchedAs {
  return isOfNobody(request) ? 'by-name' : 'on-file'
}

/** Once somebody on file is found to be who asks, nobody looks any more who else it could be. */
function isOver({ place }: Place, as: SearchedAs): boolean {
  return as === 'on-file' && isByName(place)
}

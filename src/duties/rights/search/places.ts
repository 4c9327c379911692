import { givenBeside, nameOfTable, titleBeside } from '#duties/subject-access/beside.ts'
import { isDisclosable, isSearchedByPerson } from '#duties/subject-access/gather.ts'
import type { RecordType } from '#gate/record-type.ts'
import type { Edition } from '#notice/edition.ts'
import { everyPart } from '#records/every-part.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { householdMember } from '#records/household-member/household-member.ts'
import { message } from '#records/message/message.ts'
import { noticeReader } from '#records/notice-reader/notice-reader.ts'
import { person } from '#records/person/person.ts'
import { rightsFind } from '#records/rights-find/rights-find.ts'
import { rightsRequest } from '#records/rights-request/rights-request.ts'
import { unlinkedCall } from '#records/unlinked-call/unlinked-call.ts'
import { visit } from '#records/visit/visit.ts'

/** The parts of records that a search by person reads. What somebody proves themselves with is not among them. */
export const partsSearched = everyPart.filter(isDisclosable).filter(isSearchedByPerson)

export const typesSearched: readonly RecordType[] = everyRecordType.filter((type) => partsSearched.some((part) => part.type === type))

/** What was found elsewhere, and is kept with the request that it was found for: a search looks through that of earlier requests. */
const finds = rightsFind.name

/** The sealed texts of other people to whom a tie leads. */
export const placeOfOthers = 'others'

/** Places that are no one record type. */
const others: ReadonlyMap<string, string> = new Map([
  ['recordings', 'Recordings, films and pictures'],
  ['footage', 'Footage from where they live or lived'],
  ['evidence', 'Who looked at their record'],
  [placeOfOthers, 'What is written in the records of people around them'],
])

const system = 'system:'
const byName = 'by-name:'
const look = 'look:'

export function placeOfSystem(id: string): string {
  return `${system}${id}`
}

/** A look at the record for which it is decided by itself whether the person is told of it. */
export function placeOfLook(key: string): string {
  return `${look}${key}`
}

/** The look that such a place is about; null for any other place. */
export function lookOf(place: string): string | null {
  return isLook(place) ? place.slice(look.length) : null
}

/** Items of a type that are on nobody’s record, searched for somebody who is not on file by what they gave. */
export function placeByName({ name }: Pick<RecordType, 'name'>): string {
  return `${byName}${name}`
}

export function isByName(place: string): boolean {
  return place.startsWith(byName)
}

export function isSystem(place: string): boolean {
  return place.startsWith(system)
}

export function isLook(place: string): boolean {
  return place.startsWith(look)
}

/** The systems outside this one, whose people are asked. */
export function systemsAsked({ systems }: Pick<Edition, 'systems'>): readonly { readonly id: string; readonly place: string }[] {
  return systems.filter(({ here }) => here !== true).map(({ id }) => ({ id, place: placeOfSystem(id) }))
}

/** What is searched for somebody who is not on file: who is on file, who is named in a household, and what stands by itself. */
export const typesByName: readonly RecordType[] = [person, householdMember, visit, message, rightsRequest, unlinkedCall, noticeReader]

/** Whether a person on file is searched for, or somebody who is on none by what they gave. */
export type SearchedAs = 'on-file' | 'by-name'

/** Every place that has to answer before a search is complete. */
export function placesOf(edition: Pick<Edition, 'systems'>, as: SearchedAs = 'on-file'): readonly string[] {
  if (as === 'by-name') return [...typesByName.map(placeByName), placeOfOthers, ...systemsAsked(edition).map(({ place }) => place)]
  return [
    ...typesSearched.map(({ name }) => name),
    ...givenBeside.map(nameOfTable),
    ...others.keys(),
    ...systemsAsked(edition).map(({ place }) => place),
  ]
}

/** A place as a page names it. */
export function titleOf({ systems }: Pick<Edition, 'systems'>, place: string): string {
  if (isLook(place)) return 'A look at their record'
  if (isByName(place)) return titleByName(place.slice(byName.length))
  if (place === finds) return 'Texts found for earlier requests'
  const id = place.slice(system.length)
  if (isSystem(place)) return systems.find((each) => each.id === id)?.name ?? 'A system that the notice no longer names'
  return others.get(place) ?? everyRecordType.find(({ name }) => name === place)?.title.many ?? titleBeside(place) ?? place
}

function titleByName(type: string): string {
  if (type === person.name) return 'People on file, by the names, addresses and numbers given'
  const many = everyRecordType.find(({ name }) => name === type)?.title.many ?? type
  return type === householdMember.name ? `${many} without a record of their own` : `${many}, by the names and numbers given`
}

import { asset } from '#records/asset/asset.ts'
import { householdMember } from '#records/household-member/household-member.ts'
import { person } from '#records/person/person.ts'
import { tenure } from '#records/tenure/tenure.ts'
import { namedId } from '../named-id.ts'
import { oddDates } from '../odd-dates.ts'
import { possiblePostcode } from '../postcode.ts'
import type { UnitItem } from '../store-units.ts'
import { type AsOf, childResponsible, isChild, wrongValue } from '../wrong-value.ts'
import type { AssetDocument, PersonDocument, TenureDocument } from './documents.ts'
import type { KnownPerson } from './same-person.ts'

/** What a document becomes. Every field is given, null where the document is silent, so that a later import can empty a field. */

type Made = { readonly items: readonly UnitItem[]; readonly notes: readonly string[] }

/** Homes are about nobody, and the other three run from the end of the tenancy, so they have no clock of their own (retention: `tenancy-ended`). */
const clock = { clockFrom: null } as const

export function assetItems(document: AssetDocument, { now: collectedAt }: AsOf): Made {
  const { postPreamble, addressLine1, addressLine2, addressLine3, addressLine4, postCode, uprn } = document.assetAddress
  const postcode = postCode === undefined ? null : possiblePostcode(postCode)
  const impossible = postCode !== undefined && postcode === null
  const lines = [postPreamble, addressLine1, addressLine2, addressLine3, addressLine4, impossible ? postCode : undefined]
  const address = lines.filter((line) => line !== undefined).join(', ')
  const notes = [
    ...(impossible ? ['`assetAddress.postCode` is no possible UK postcode: it stays in the address, the postcode is left empty'] : []),
    ...(address === '' ? ['`assetAddress` has no line'] : []),
  ]
  const values = { assetType: document.assetType, address, postcode, uprn: uprn ?? null }
  return { items: [{ type: asset, id: document.id, person: null, values, collectedAt, ...clock, line: JSON.stringify(document) }], notes }
}

export function personItems(document: PersonDocument, at: AsOf): Made {
  const preferred = [document.preferredTitle, document.preferredFirstname, document.preferredMiddleName, document.preferredSurname]
  const values = {
    ...bornOf(document),
    title: document.title ?? null,
    firstName: document.firstname ?? null,
    middleName: document.middleName ?? null,
    lastName: document.surname ?? null,
    preferredName: preferred.filter((word) => word !== undefined).join(' ') || null,
  }
  const isTenant = document.personTypes?.some((type) => /tenant|leaseholder|freeholder/i.test(type)) ?? false
  const notes =
    isTenant && isChild(document.dateOfBirth, at) ? ['a child is typed as a tenant: stored as a person, responsible for no tenure'] : []
  const odd = oddDates(person, values, at)
  return {
    items: [{ type: person, id: document.id, person: null, values, collectedAt: at.now, ...clock, line: JSON.stringify(document) }],
    notes: [...notes, ...odd],
  }
}

export type Household = {
  /** Household members who are known people, by member id. */
  readonly known: ReadonlyMap<string, KnownPerson>
  /** People who say they belong to the tenure and are not among its members. */
  readonly unnamed: readonly (KnownPerson & { readonly fullName: string })[]
  readonly assetId: string | null
  /** Members, by the ids of their rows, whom an earlier import linked to a person who is a child. */
  readonly children: ReadonlySet<string>
}

/** The id of a member's row, the same at each import. */
export function memberRowId(tenureId: string, memberId: string): string {
  return namedId('hackney-member', tenureId, memberId)
}

export function tenureItems(document: TenureDocument, household: Household, at: AsOf): Made {
  const { id } = document
  const collectedAt = at.now
  const members = document.householdMembers ?? []
  const values = {
    ...datesOf(document, at),
    assetId: household.assetId,
    tenureType: document.tenureType.description,
    paymentReference: document.paymentReference ?? null,
  }
  // A member who is linked by id may have no date of birth here. The linked person's own then says whether they are a child, whether that person is
  // in this file or in an earlier one.
  const isMinor = (member: Member): boolean =>
    isChild(member.dateOfBirth, at) ||
    isChild(household.known.get(member.id)?.born, at) ||
    household.children.has(memberRowId(id, member.id))
  const rows = members.map((member): UnitItem => {
    const { fullName, personTenureType = null } = member
    const isResponsible = member.isResponsible === true && !isMinor(member)
    return {
      type: householdMember,
      id: memberRowId(id, member.id),
      person: household.known.get(member.id)?.id ?? null,
      tenure: id,
      values: { ...bornOf(member), fullName, isResponsible, personTenureType },
      collectedAt,
      ...clock,
      line: JSON.stringify(member),
    }
  })
  const unknown = members.filter((member) => !household.known.has(member.id)).length
  const children = members.filter((member) => member.isResponsible === true && isMinor(member)).length
  const notes = [
    ...(unknown > 0
      ? [`${unknown} of ${members.length} household members are in no person document: stored as members of the household only`]
      : []),
    ...(children > 0 ? [childResponsible] : []),
    ...(document.tenuredAsset !== undefined && household.assetId === null
      ? ['`tenuredAsset.id` is no home that is stored: stored without it']
      : []),
    ...(document.tenuredAsset === undefined ? ['`tenuredAsset` is missing: stored without a home'] : []),
    ...activeNotes(document, at),
    ...oddDates(tenure, values, at, tenureNames),
  ]
  const added = household.unnamed.map((each) => unnamedMember(each, id, collectedAt))
  return {
    items: [{ type: tenure, id, person: null, values, collectedAt, ...clock, line: JSON.stringify(document) }, ...rows, ...added],
    notes,
  }
}

/** A person who says they belong to a tenure whose document does not name them: a member of its household, not responsible for it. */
export function unnamedMember(who: KnownPerson & { readonly fullName: string }, tenureId: string, collectedAt: Temporal.Instant): UnitItem {
  const values = { fullName: who.fullName, dateOfBirth: who.born, isResponsible: false, personTenureType: null }
  return {
    type: householdMember,
    id: namedId('hackney-unnamed', tenureId, who.id),
    person: who.id,
    tenure: tenureId,
    values,
    collectedAt,
    ...clock,
  }
}

type Member = NonNullable<TenureDocument['householdMembers']>[number]

function bornOf(document: Pick<Member, 'dateOfBirth'>) {
  return { dateOfBirth: document.dateOfBirth ?? null }
}

/**
 * When the tenure began and ended. A tenure that its document calls active has not ended, whatever end it gives: believing that date would delete the
 * record of a home that is still let.
 */
function datesOf({ startOfTenureDate, endOfTenureDate, isActive }: TenureDocument, at: AsOf) {
  const endedOn = isActive === true && isPast(endOfTenureDate, at) ? null : (endOfTenureDate ?? null)
  return { startedOn: startOfTenureDate ?? null, endedOn }
}

/** A note where `isActive` and the dates disagree. */
function activeNotes({ isActive, startOfTenureDate, endOfTenureDate }: TenureDocument, at: AsOf): readonly string[] {
  const isOver = isPast(endOfTenureDate, at)
  if (isActive === true && isOver)
    return ['`isActive` is true and `endOfTenureDate` is past: stored without its end, as a tenure that goes on']
  if (isActive === false && endOfTenureDate === undefined)
    return ['`isActive` is false and `endOfTenureDate` says no end: kept as a tenure that goes on until its end is known']
  if (isActive === false && !isOver) return ['`isActive` is false and `endOfTenureDate` is not past: stored as ending on that day']
  if (isOver && startOfTenureDate === undefined) return ['`endOfTenureDate` is past and `startOfTenureDate` is not known: stored as ended']
  return []
}

function isPast(day: string | undefined, { today }: AsOf): boolean {
  return day !== undefined && day < today
}

const tenureNames = { startedOn: 'startOfTenureDate', endedOn: 'endOfTenureDate' } as const

/** Why a person's document cannot be right, or null. */
export function wrongPerson(document: PersonDocument, at: AsOf): string | null {
  return wrongValue(person, bornOf(document), at)
}

/** The same for a tenure's document, its household included. */
export function wrongTenure(document: TenureDocument, at: AsOf): string | null {
  const members = document.householdMembers ?? []
  if (new Set(members.map((member) => member.id)).size < members.length) return '`householdMembers` has the same `id` twice'
  const wrong = members.map((member) => wrongValue(householdMember, bornOf(member), at)).find((why) => why !== null)
  if (wrong !== undefined) return `\`householdMembers\`: ${wrong}`
  return wrongValue(tenure, datesOf(document, at), at, tenureNames)
}

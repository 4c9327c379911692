import { asset } from '#records/asset/asset.ts'
import { contactDetail } from '#records/contact-detail/contact-detail.ts'
import { householdMember } from '#records/household-member/household-member.ts'
import { person } from '#records/person/person.ts'
import { tenure } from '#records/tenure/tenure.ts'
import type { Household } from './invented.ts'
import type { Random } from './random.ts'
import { firstNames, lastNames, needs, officers, postcodes, streets } from './words.ts'

const activity = 'tenancy-management'

/** The home, the tenancy, the people who live there and how to reach the tenant. */
export function home(household: Household, random: Random): void {
  const { put, id, number, today, left, isShared } = household
  const on = (left ?? today).subtract({ years: random.whole(1, 12), days: random.whole(0, 300) })
  const own = { activity, source: 'own-systems', on } as const
  const told = { activity, source: 'the-person', on } as const
  const place = { address: `${random.whole(1, 60)} ${random.oneOf(streets)}`, postcode: random.oneOf(postcodes) }
  const looked = { patch: `Patch ${random.whole(1, 9)}`, housingOfficer: random.oneOf(officers) }
  put({ ...own, type: asset, name: 'asset', values: { assetType: 'Dwelling', ...place, ...looked } })
  const terms = { tenureType: random.chance(80) ? 'Assured' : 'Shared ownership', paymentReference: String(200_000 + number) }
  const dates = { startedOn: on.toString(), endedOn: left?.toString() ?? null }
  put({ ...own, type: tenure, name: 'tenure', values: { assetId: id('asset'), ...terms, ...dates } })
  const last = random.oneOf(lastNames)
  const first = adult(household, random, { name: 'person', last, on, part: 'Tenant' })
  if (isShared) adult(household, random, { name: 'second', last, on, part: 'Joint tenant' })
  if (random.chance(35)) child(household, random, last, on)
  const phone = { contactType: 'phone', subType: 'mobile', value: `07700 900${String(number % 1000).padStart(3, '0')}` }
  put({ ...told, type: contactDetail, name: 'phone', values: phone })
  const email = { contactType: 'email', value: `${first}.${last}.${number}@example.org`.toLowerCase() }
  if (random.chance(70)) put({ ...told, type: contactDetail, name: 'email', values: email })
  const replaced = left === null ? household.lineOf(contactDetail, activity) : undefined
  if (replaced === undefined) return
  const old = { contactType: 'phone', value: `01632 960${String(number % 1000).padStart(3, '0')}`, validUntil: replaced.toString() }
  put({ ...told, type: contactDetail, name: 'old phone', values: old, on: replaced.subtract({ days: 200 }) })
}

type Adult = { readonly name: 'person' | 'second'; readonly last: string; readonly on: Temporal.PlainDate; readonly part: string }

/** An adult with a record of their own, responsible for the tenancy. Answers their first name. */
function adult({ put, id, today }: Household, random: Random, { name, last, on, part }: Adult): string {
  const first = random.oneOf(firstNames)
  const dateOfBirth = today.subtract({ years: random.whole(22, 85), days: random.whole(0, 364) }).toString()
  const need = random.chance(25) ? { supportNeeds: random.oneOf(needs) } : {}
  const told = { activity, source: 'the-person', on, person: id(name) } as const
  put({ ...told, type: person, name, values: { firstName: first, lastName: last, dateOfBirth, ...need } })
  const member = { fullName: `${first} ${last}`, dateOfBirth, isResponsible: true, personTenureType: part }
  put({ ...told, type: householdMember, name: `${name} in the household`, values: member })
  return first
}

/** A child, who is named in the household and has no record of their own. */
function child({ put, today }: Household, random: Random, last: string, on: Temporal.PlainDate): void {
  const born = today.subtract({ years: random.whole(1, 16), days: random.whole(0, 364) })
  const values = {
    fullName: `${random.oneOf(firstNames)} ${last}`,
    dateOfBirth: born.toString(),
    isResponsible: false,
    personTenureType: 'Occupant',
  }
  put({ activity, type: householdMember, source: 'household', name: 'child', values, on, person: null })
}

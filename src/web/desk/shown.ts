import type { Explanation } from '#decisions/explain.ts'
import type { Field } from '#gate/record-type.ts'
import { inWords } from './values.ts'
import type { Section } from './views.ts'

export type Row = Readonly<Record<string, unknown>>

/** One part of the view, with what it is called and, where something of it is closed, why. */
export type Shown = Section & { readonly label: string; readonly explained: readonly Explanation[] }

/** Parts that are closed for one reason. */
export type Closed = { readonly labels: readonly string[]; readonly explained: readonly Explanation[] }

/** What the record types call a thing suits their tables and types; these are the words of the people who work with it. */
const sectionNames: Readonly<Record<string, string>> = {
  tenure: 'Tenancy or lease',
  asset: 'Home',
  'household-member': 'Household',
  'contact-log': 'Contacts with us',
  'rent-account': 'Rent account',
  'rent-entry': 'Rent charges and payments',
  consent: 'What they agreed to',
}

export function sectionName(type: { readonly name: string; readonly title: { readonly many: string } }): string {
  return sectionNames[type.name] ?? type.title.many
}

/** A label that is written for the customer, said of them instead. */
const labels: Readonly<Record<string, string>> = {
  preferredName: 'What they like to be called',
  supportNeeds: 'What we do differently for them',
  isResponsible: 'Named on the agreement',
  personTenureType: 'Part in the household',
}

/** An end that has not come is no gap in what we hold. */
const notYet: Readonly<Record<string, string>> = { endedOn: 'Not ended', closedOn: 'Still open', validUntil: 'No end date' }

/** Words of a closed list, stored in small letters. Names, addresses and what was said stay as they were written. */
const listed: ReadonlySet<string> = new Set([
  ...['contactType', 'subType', 'tenureType', 'assetType', 'personTenureType'],
  ...['kind', 'channel', 'direction', 'answer', 'how'],
])

const plainer: Readonly<Record<string, string>> = { phone: 'Telephone', email: 'E-mail', in: 'From them', out: 'From us' }

export type ShownField = { readonly name: string; readonly label: string; readonly show: (row: Row) => string }

/** The fields of a part that say something to a person: an id does not. */
export function shownFields({ part }: Section): readonly ShownField[] {
  return part.fields.flatMap((name) => {
    const field = part.type.fields[name]
    if (field === undefined || field.kind === 'uuid') return []
    return [{ name, label: labels[name] ?? field.label, show: (row: Row) => valueInWords(name, field, row[name]) }]
  })
}

/** Whether there is anything to show, even if only that an end has not come. */
export function isHeld(name: string, row: Row): boolean {
  const value = row[name]
  return name in notYet || (value !== null && value !== undefined && value !== '')
}

function valueInWords(name: string, field: Field, value: unknown): string {
  if (value === null || value === undefined || value === '') return notYet[name] ?? inWords(field, value)
  return listed.has(name) && typeof value === 'string' ? listedWord(value) : inWords(field, value)
}

/** A stored word as a colleague says it. */
export function listedWord(stored: string): string {
  const words = plainer[stored] ?? stored.replaceAll('-', stored === 'e-mail' ? '-' : ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

export function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

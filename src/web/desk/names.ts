import type { Edition } from '#notice/edition.ts'
import { everyRecordType } from '#records/every-record-type.ts'

/** What an item says by an id of the notice or of a record type, in words: no page shows the id. */
export type Names = { readonly activity: (id: string) => string; readonly recordType: (name: string) => string }

export function namesFrom(edition: Pick<Edition, 'activities'>): Names {
  return {
    activity: (id) => edition.activities.find((entry) => entry.id === id)?.title ?? 'Something the notice no longer names',
    recordType: (name) => {
      const type = everyRecordType.find((each) => each.name === name)
      return type === undefined ? 'Something we no longer keep' : sectionName(type)
    },
  }
}

/** What the record types call a thing suits their tables and types; these are the words of the people who work with it. */
const sectionNames: Readonly<Record<string, string>> = {
  tenure: 'Tenancy or lease',
  asset: 'Home',
  'household-member': 'Household',
  'contact-log': 'Contacts with us',
  'rent-account': 'Rent account',
  'rent-entry': 'Rent charges and payments',
  consent: 'What they agreed to',
  objection: 'What they object to',
  hold: 'Holds on what we keep',
}

export function sectionName(type: { readonly name: string; readonly title: { readonly many: string } }): string {
  return sectionNames[type.name] ?? type.title.many
}

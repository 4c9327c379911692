import type { RecordType } from '#gate/record-type.ts'
import { linkColumnsOf } from '#gate/statements.ts'
import type { Activity } from '#notice/vocabulary.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { Fault } from '#shared/fault.ts'

/** A column of a form: a field of the type, what ties the row to others, or where it came from. */
export type FormColumn =
  | { readonly is: 'field'; readonly name: string }
  /** The landlord's own reference of another row; `field` where it is a field of the type. */
  | { readonly is: 'link'; readonly name: string; readonly to: RecordType; readonly optional: boolean; readonly field?: string }
  | { readonly is: 'reference' | 'activity' | 'source' | 'sourceReason' | 'collectedAt'; readonly name: string }

const own = ['reference', 'activity', 'source', 'sourceReason', 'collectedAt'] as const

/** The name of the file that holds a type: its title in the plural. `Rent accounts` is `rent-accounts.csv`. */
export function fileOf(type: RecordType): string {
  return `${type.title.many.toLowerCase().replaceAll(' ', '-')}.csv`
}

export function typeOfFile(name: string): RecordType | undefined {
  return everyRecordType.find((type) => fileOf(type) === name.toLowerCase())
}

/** Every column that a type's file may have, from what the type says of itself: a new type has a form without a line written here. */
export function columnsOfForm(type: RecordType): readonly FormColumn[] {
  const links = linkColumnsOf(type).map((column): FormColumn => {
    const name = column.replace(/_id$/, '')
    const isOptional = name === 'person' && type.subject === 'household'
    return { is: 'link', name, to: typeNamed(name), optional: isOptional }
  })
  // A field called `reference` (a rent account's) is filled by the column of that name.
  const fields = Object.entries(type.fields)
    .filter(([name]) => name !== 'reference')
    .map(([name, field]): FormColumn => {
      const to = field.kind === 'uuid' ? everyRecordType.find((other) => other.name === kebab(name.replace(/Id$/, ''))) : undefined
      return to === undefined ? { is: 'field', name } : { is: 'link', name, to, optional: field.optional, field: name }
    })
  return [...own.map((name): FormColumn => ({ is: name, name })), ...links, ...fields]
}

/** What a kind of record is usually collected for, where the file does not say. */
export const usualActivity: Readonly<Record<string, Activity>> = {
  'contact-log': 'contact-handling',
  'call-recording': 'call-recording',
  'rent-account': 'rent-collection',
  'rent-entry': 'rent-collection',
  objection: 'rights-requests',
  message: 'rights-requests',
}

function typeNamed(name: string): RecordType {
  const found = everyRecordType.find((type) => type.name === name)
  if (found === undefined) throw new Fault('no-such-type', `no record type is called \`${name}\``)
  return found
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`)
}

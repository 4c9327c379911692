import type { RecordType } from '#gate/record-type.ts'
import type { Source } from '#notice/vocabulary.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { Fault } from '#shared/fault.ts'

/** A column of a form: a field of the type, a link to another row, or where the row came from. Links use the landlord's own references. */
export type FormColumn =
  | { readonly is: 'field'; readonly name: string }
  /** A row of another type; `field` where it is a field of the type. */
  | { readonly is: 'link'; readonly name: string; readonly to: RecordType; readonly optional: boolean; readonly field?: string }
  /** A link to a row of the type named in the field `typeIn`. */
  | { readonly is: 'item'; readonly name: string; readonly typeIn: string }
  | { readonly is: 'reference' | 'activity' | 'source' | 'sourceReason' | 'collectedAt'; readonly name: string }

const own = ['reference', 'activity', 'source', 'sourceReason', 'collectedAt'] as const

/** The name of the file for a type: its title in the plural. `Rent accounts` is `rent-accounts.csv`. */
export function fileOf(type: RecordType): string {
  return `${type.title.many.toLowerCase().replaceAll(' ', '-')}.csv`
}

export function typeOfFile(name: string): RecordType | undefined {
  return everyRecordType.find((type) => fileOf(type) === name.toLowerCase())
}

/** Every column that a type's file may have, derived from the declaration: a new type has a form without any code here. */
export function columnsOfForm(type: RecordType): readonly FormColumn[] {
  const links = type.tie.links.map((column): FormColumn => {
    const name = column === 'place_id' ? 'camera' : column.replace(/_id$/, '')
    const isOptional = name === 'person' && type.tie.mayBeUnknown === true
    return { is: 'link', name, to: typeNamed(name), optional: isOptional }
  })
  // A field called `reference` (a rent account's) is filled by the column of that name.
  const fields = Object.entries(type.fields)
    .filter(([name, { owner }]) => name !== 'reference' && owner !== 'machine')
    .map(([name, field]): FormColumn => {
      const typeIn = field.limits.itemOf
      if (typeIn !== undefined) return { is: 'item', name, typeIn }
      const to = field.kind === 'uuid' ? everyRecordType.find((other) => other.name === kebab(name.replace(/Id$/, ''))) : undefined
      return to === undefined ? { is: 'field', name } : { is: 'link', name, to, optional: field.optional, field: name }
    })
  return [...own.map((name): FormColumn => ({ is: name, name })), ...links, ...fields]
}

/**
 * Where a kind of record comes from, where the file does not say: its usual source, or the landlord's own systems; or the first that the notice lists
 * for the activity, where it lists neither. `other` is never assumed.
 */
export function usualSourceOf(type: RecordType, listed: readonly Source[]): Source | undefined {
  const wished: readonly Source[] = [...(type.usualSource === undefined ? [] : [type.usualSource]), 'own-systems', ...listed]
  return wished.find((source) => source !== 'other' && listed.includes(source))
}

function typeNamed(name: string): RecordType {
  const found = everyRecordType.find((type) => type.name === name)
  if (found === undefined) throw new Fault('no-such-type', `no record type is called \`${name}\``)
  return found
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`)
}

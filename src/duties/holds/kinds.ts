import { canBeHeld } from '#gate/held.ts'
import type { RecordType } from '#gate/record-type.ts'
import { everyRecordType } from '#records/every-record-type.ts'

/** Why something may be kept past its date, as stored in a hold's `reason`; `of`: the one kind of record that it is said of. */
export const holdKinds = {
  incident: { title: 'An incident that it may show', of: 'footage' },
  'police-request': { title: 'The police asked for it, or are about to', of: 'footage' },
  'abusive-call': { title: 'An abusive call', of: 'call-recording' },
  complaint: { title: 'A complaint was raised, or is likely', of: null },
  'legal-claim': { title: 'A legal claim was made, or is likely', of: null },
} as const satisfies Readonly<Record<string, { readonly title: string; readonly of: string | null }>>
export type HoldKind = keyof typeof holdKinds

export function holdKindsOf(type: RecordType): readonly HoldKind[] {
  return kinds.filter((kind) => holdKinds[kind].of === null || holdKinds[kind].of === type.name)
}

export const kinds = ['incident', 'police-request', 'abusive-call', 'complaint', 'legal-claim'] as const satisfies readonly HoldKind[]

/** The record type of that name, where a hold can cover items of it. */
export function heldTypeNamed(name: string): RecordType | undefined {
  return everyRecordType.find((type) => type.name === name && canBeHeld(type))
}

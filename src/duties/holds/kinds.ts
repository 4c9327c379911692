import { canBeHeld } from '#gate/held.ts'
import type { RecordType } from '#gate/record-type.ts'
import type { Edition } from '#notice/edition.ts'
import { callRecording } from '#records/call-recording/call-recording.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { footage } from '#records/footage/footage.ts'
import type { holdReasons } from '#records/hold/hold.ts'

export type HoldKind = keyof typeof holdReasons

/** The one record type that a reason applies to; null if it applies to all. */
const saidOf: Readonly<Record<HoldKind, RecordType | null>> = {
  incident: footage,
  'police-request': footage,
  'abusive-call': callRecording,
  complaint: null,
  'legal-claim': null,
}
const kinds = ['incident', 'police-request', 'abusive-call', 'complaint', 'legal-claim'] as const satisfies readonly HoldKind[]

/** The reasons for which items of the type may be kept past their date, in the order in which they are offered. */
export function holdKindsOf(type: RecordType): readonly HoldKind[] {
  return kinds.filter((kind) => saidOf[kind] === null || saidOf[kind]?.name === type.name)
}

/** The record type of that name, if a hold can cover its items. */
export function heldTypeNamed(name: string): RecordType | undefined {
  return everyRecordType.find((type) => type.name === name && canBeHeld(type))
}

/** The roles that open an item of the type once it is held, as the notice's grants have it (TC4); null where a hold closes it to nobody. */
export function whoOpensHeld(edition: Edition, { category }: RecordType): readonly string[] | null {
  const grants = edition.activities
    .flatMap(({ colleagues }) => colleagues)
    .filter(({ acts, categories }) => acts.includes('view') && categories.includes(category))
  const open = grants.filter(({ stops }) => !stops.includes('on-hold'))
  if (open.length === grants.length) return null
  const roles = new Set(open.flatMap((grant) => grant.roles))
  roles.delete('data-protection-officer')
  return [...roles].map((role) => edition.roles.find(({ id }) => id === role)?.label ?? role)
}

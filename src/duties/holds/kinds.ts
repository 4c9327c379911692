import { canBeHeld } from '#gate/held.ts'
import type { RecordType } from '#gate/record-type.ts'
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

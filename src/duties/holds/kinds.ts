import { canBeHeld } from '#gate/held.ts'
import type { RecordType } from '#gate/record-type.ts'
import type { Edition } from '#notice/edition.ts'
import { callGrounds } from '#notice/hold-grounds.ts'
import { callRecording } from '#records/call-recording/call-recording.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { footage } from '#records/footage/footage.ts'
import type { holdReasons } from '#records/hold/hold.ts'

export type HoldKind = keyof typeof holdReasons
type Grounds = Pick<Edition, 'retention' | 'clauses'>

/** The record types that a reason applies to; null if it applies to all. */
const saidOf: Readonly<Record<HoldKind, readonly RecordType[] | null>> = {
  incident: [footage],
  'police-request': [footage, callRecording],
  'abusive-call': [callRecording],
  complaint: null,
  'legal-claim': null,
  'access-request': [callRecording],
}
const kinds = [
  'incident',
  'police-request',
  'abusive-call',
  'complaint',
  'legal-claim',
  'access-request',
] as const satisfies readonly HoldKind[]

/** The reasons for which items of the type may be kept past their date, in the order in which they are offered. */
export function holdKindsOf(edition: Grounds, type: RecordType): readonly HoldKind[] {
  const fitting = kinds.filter((kind) => saidOf[kind]?.some(({ name }) => name === type.name) ?? true)
  return fitting.filter((kind) => isPublished(edition, type.name, kind))
}

/**
 * Whether a hold may keep recorded calls for this reason, if it covers any: TC4 names it, or the edition publishes it as an exception.
 * `recordType`: what the hold covers; null for everything about somebody.
 */
export function isPublished(edition: Grounds, recordType: string | null, reason: string | null): boolean {
  const coversCalls = recordType === null || recordType === callRecording.name
  return !coversCalls || callGrounds(edition).some((ground) => ground === reason)
}

/** The record type of that name, if a hold can cover one of its items. A hold is in the person's copy, so none covers an item that they may not be told of. */
export function heldTypeNamed(name: string): RecordType | undefined {
  return everyRecordType.find((type) => type.name === name && canBeHeld(type) && type.toldWhen === undefined)
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

import type { PartShape } from '#gate/record-part.ts'
import type { rightsRequest } from '#records/rights-request/rights-request.ts'
import { stateOf } from '../cases/case-kind.ts'
import { type RightsState, rightsCase } from './rights-case.ts'
import { stepsIn } from './steps.ts'

export type RightsRequestRow = PartShape<typeof rightsRequest.fields, 'documents'>
type WithState = RightsRequestRow & { readonly state: RightsState }

/** The states in which it is known whose data to look for, and in which a request is still open. */
const afterIdentity: readonly RightsState[] = ['settled', 'unpaid', 'paused', 'searched', 'read', 'made']

declare const isIdentified: unique symbol
declare const isNamed: unique symbol
/** An open request of which it is known whose data it is about: a person on file. Only `settled` makes one. */
export type IdentifiedRequest = WithState & { readonly ofPerson: string; readonly [isIdentified]: true }
/** An open request of somebody who is known and is not on file: what is held is looked for under what they gave. Only `settled` makes one. */
export type NamedRequest = WithState & { readonly ofPerson: null; readonly [isNamed]: true }
/**
 * An open request of which it is known whose data to look for. Searching, reading and answering take nothing else, so that no way leads around finding
 * that out.
 */
export type SettledRequest = IdentifiedRequest | NamedRequest

/** The request as one that is settled; null if it is not, or is closed. */
export function settled(row: RightsRequestRow): SettledRequest | null {
  const found = { ...row, state: stateOf(rightsCase, rightsCase.events(row)) }
  return hasOwner(found) || hasNames(found) ? found : null
}

/** The request as one about a person on file; null if it is about none, or is closed. */
export function identified(row: RightsRequestRow): IdentifiedRequest | null {
  const found = settled(row)
  return found === null || isOfNobody(found) ? null : found
}

/** Whether nobody on file is who asks. */
export function isOfNobody(request: SettledRequest): request is NamedRequest {
  return request.ofPerson === null
}

/** By which id what belongs to whoever asks is reached: their own, or that of the request. */
export function reachedBy({ ofPerson, id }: SettledRequest): string {
  return ofPerson ?? id
}

function hasOwner(row: WithState): row is IdentifiedRequest {
  return row.ofPerson !== null && afterIdentity.includes(row.state)
}

function hasNames(row: WithState): row is NamedRequest {
  return row.ofPerson === null && afterIdentity.includes(row.state) && stepsIn(row.steps).some(({ what }) => what === 'named')
}

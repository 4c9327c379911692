import type { PartShape } from '#gate/record-part.ts'
import type { rightsRequest } from '#records/rights-request/rights-request.ts'
import { stateOf } from '../cases/case-kind.ts'
import { type RightsState, rightsCase } from './rights-case.ts'

export type RightsRequestRow = PartShape<typeof rightsRequest.fields, 'documents'>

/** The states in which it is known whose data a request is about, and in which it is still open. */
const afterIdentity: readonly RightsState[] = ['identified', 'unpaid', 'paused', 'searched', 'read', 'made']

declare const isIdentified: unique symbol
/**
 * An open request of which it is known whose data it is about. Searching, reading and answering take nothing else, so that no way leads around finding
 * that out. Only `identified` makes one.
 */
export type IdentifiedRequest = RightsRequestRow & { readonly ofPerson: string; readonly state: RightsState; readonly [isIdentified]: true }

/** The request as one that is identified; null if it is not, or is closed. */
export function identified(row: RightsRequestRow): IdentifiedRequest | null {
  const found = { ...row, state: stateOf(rightsCase, rightsCase.events(row)) }
  return hasOwner(found) ? found : null
}

function hasOwner(row: RightsRequestRow & { readonly state: RightsState }): row is IdentifiedRequest {
  return row.ofPerson !== null && afterIdentity.includes(row.state)
}

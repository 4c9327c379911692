import { randomBytes } from 'node:crypto'
import type { Values } from '#gate/record-part.ts'
import type { rightsRequest } from '#records/rights-request/rights-request.ts'
import { readOut } from '#shared/read-out.ts'

type Fields = Values<typeof rightsRequest.fields>

/** What a colleague notes of a request as it comes in. */
export type Logging = Pick<Fields, 'receivedOn' | 'cameBy' | 'askedBy'> & {
  readonly name: string
  readonly contact: string
  readonly words: string
  readonly otherNames: string | null
  readonly authority: string | null
}

/** A reference that can be read out: `R-7KQM-2XAB`. */
export function newReference(): string {
  return `R-${readOut(randomBytes(8))}`
}

import type { RecordPart } from '#gate/record-part.ts'
import { everyPart } from '#records/every-part.ts'
import { isFind } from '../subject-access/each-once.ts'
import { isOfNobody, reachedBy, type SettledRequest } from './identified.ts'

/** Of what the copy for a request is made. About somebody who is not on file there is no record: what was found under what they gave is with the request. */
export type Copied = {
  readonly parts: readonly RecordPart[]
  readonly person: string
  readonly request: string
  readonly hasRecord: boolean
}

export function copiedFor(request: SettledRequest): Copied {
  const hasRecord = !isOfNobody(request)
  return { parts: hasRecord ? everyPart : everyPart.filter(isFind), person: reachedBy(request), request: request.id, hasRecord }
}

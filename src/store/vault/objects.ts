import { isUuid } from '#shared/uuid.ts'
import type { ByteRange } from './segments.ts'

/** Why an object could not be put: told apart, because what a person can do about it differs. */
export const fullFault = 'vault-full'

/** Ends the name under which `list` has what an arrival that was killed left, and by which `delete` takes it away. */
export const unfinished = '.part'

/**
 * Where sealed objects lie: a folder by default, an S3-compatible store behind the same calls. Names are ids; contents are sealed
 * before they come here.
 */
export interface Objects {
  /** Resolves once the object is whole and durable; where it throws, there is no object of that name. Pieces are not overwritten meanwhile. */
  put(name: string, sealed: AsyncIterable<Uint8Array>): Promise<void>
  /**
   * The bytes of a range, both ends included, or to the end. Each piece may be overwritten once the next is asked for. A fault `object-missing` where
   * there is none of that name.
   */
  get(name: string, range: ByteRange): AsyncIterable<Uint8Array>
  /** Whether it was there or not, it is not afterwards; a fault where the place would keep it. */
  delete(name: string): Promise<void>
  /** Every object, in no order, with when it was put, what was begun and is not one yet (`unfinished`), and what is not ours: for the reconciler. */
  list(): AsyncIterable<StoredObject>
  /** A fault where the place does not answer, or is none in which media may be kept. */
  check(): Promise<void>
}

/** Whether the name is one that we give: what somebody else put there is told of, and neither copied nor taken away. */
export function isOurs(name: string): boolean {
  return isUuid(name.endsWith(unfinished) ? name.slice(0, -unfinished.length) : name)
}

export type StoredObject = { readonly name: string; readonly at: Temporal.Instant; readonly bytes: number }

import { isUuid } from '#shared/uuid.ts'
import type { ByteRange } from './segments.ts'

/** Why an object could not be stored: told apart, because what a person can do about it differs. */
export const fullFault = 'vault-full'

/** The ending of the name under which `list` reports, and `delete` removes, what a killed upload left. */
export const unfinished = '.part'

/**
 * Where sealed objects are stored: a folder by default, or an S3-compatible store with the same calls. Names are ids; contents are sealed before they
 * come here.
 */
export interface Objects {
  /**
   * Resolves once the object is whole and durable; where it throws, there is no object of that name. The caller must not overwrite pieces meanwhile.
   */
  put(name: string, sealed: AsyncIterable<Uint8Array>): Promise<void>
  /**
   * The bytes of a range, both ends included, or to the end. Each piece may be overwritten once the next is asked for. A fault `object-missing` where
   * there is none of that name.
   */
  get(name: string, range: ByteRange): AsyncIterable<Uint8Array>
  /** Afterwards the object is not there, whether it was before or not; a fault where the store would keep it. */
  delete(name: string): Promise<void>
  /**
   * Every object, in no order, with when it was stored, including unfinished ones (`unfinished`) and files that are not this software's: for the
   * reconciler.
   */
  list(): AsyncIterable<StoredObject>
  /** A fault where the store does not answer, or must not be used for media. */
  check(): Promise<void>
}

/** Whether the name is of the form that this software gives. What somebody else put there is reported, and neither copied nor deleted. */
export function isOurs(name: string): boolean {
  return isUuid(name.endsWith(unfinished) ? name.slice(0, -unfinished.length) : name)
}

export type StoredObject = { readonly name: string; readonly at: Temporal.Instant; readonly bytes: number }

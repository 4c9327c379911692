import type { ByteRange } from './segments.ts'

/** Why an object could not be put: told apart, because what a person can do about it differs. */
export const fullFault = 'vault-full'

/**
 * Where sealed objects lie: a folder by default, an S3-compatible store behind the same five calls. Names are ids; contents are sealed
 * before they come here.
 */
export interface Objects {
  /** Resolves once the object is whole and durable; where it throws, there is no object of that name. */
  put(name: string, sealed: AsyncIterable<Uint8Array>): Promise<void>
  /** The bytes of a range, both ends included. A fault `object-missing` where there is none of that name. */
  get(name: string, range: ByteRange): AsyncIterable<Uint8Array>
  /** Whether it was there or not, it is not afterwards. */
  delete(name: string): Promise<void>
  /** Every object, in no order, with when it was put: for the reconciler. */
  list(): AsyncIterable<StoredObject>
}

export type StoredObject = { readonly name: string; readonly at: Temporal.Instant; readonly bytes: number }

import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { inject } from 'vitest'
import { bucketWitness } from '#evidence/witness/bucket-witness.ts'
import { folderWitness } from '#evidence/witness/folder-witness.ts'
import type { Witness } from '#evidence/witness/witness.ts'
import { type LockingStore, lockingStore } from '../support/locking-store.ts'

let serving: Promise<LockingStore> | undefined
/** The store of this test file. */
export function store(): Promise<LockingStore> {
  serving ??= lockingStore()
  return serving
}

let made = 0
const now = () => Temporal.Now.instant()

/** A new witness of each kind. */
export const kinds = [
  {
    where: 'a folder',
    make: async (): Promise<Witness> => folderWitness('Internal audit', await mkdtemp(join(inject('data'), 'witness-')), 'landlord'),
  },
  { where: 'a bucket with object lock', make: async () => inBucket('Board secretary') },
] as const

export async function inBucket(name: string): Promise<Witness> {
  made += 1
  const { bucket, endpoint } = await store()
  return bucketWitness(name, { bucket, prefix: `for/${made}/`, endpoint, years: 6 }, 'landlord', now)
}

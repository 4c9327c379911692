import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { inject } from 'vitest'
import type { Objects } from '#store/vault/objects.ts'
import type { Bucket } from '#store/vault/s3-objects.ts'
import { type VaultStore, vaultOf } from '../../src/main/settings/vault-settings.ts'
import { type S3Server, s3Server } from './s3-server.ts'

/** Where media may be stored. Every promise about the vault is tested with each. `place`: a new and empty one. */
export const newPlaces = [
  { where: 'a folder', place: async () => ({ folder: join(inject('data'), `vault-${randomBytes(6).toString('hex')}`) }) },
  { where: 'an S3-compatible store', place: () => bucketOn(serving()) },
] as const satisfies readonly { readonly where: string; readonly place: () => Promise<VaultStore> }[]

export const vaults = newPlaces.map(({ where, place }) => ({ where, make: async () => vaultOf(await place(), 'landlord') }))

let server: Promise<S3Server> | undefined
function serving(): Promise<S3Server> {
  server ??= s3Server()
  return server
}

/** A bucket for this test on a server. */
export async function bucketOn(serving: Promise<S3Server>): Promise<Bucket> {
  const { endpoint } = await serving
  const bucket = `b${randomBytes(6).toString('hex')}`
  await fetch(`${endpoint}/${bucket}`, { method: 'PUT' })
  return { bucket, prefix: 'of/us/', endpoint }
}

export async function namesIn(objects: Objects): Promise<readonly string[]> {
  const names: string[] = []
  for await (const { name } of objects.list()) names.push(name)
  return names.toSorted()
}

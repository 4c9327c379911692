import { join, resolve } from 'node:path'
import { Fault } from '#shared/fault.ts'
import { folderObjects } from '#store/vault/folder-objects.ts'
import type { Objects } from '#store/vault/objects.ts'
import { type Bucket, s3Objects } from '#store/vault/s3-objects.ts'
import type { Environment } from './provider-settings.ts'

/** Where media are stored: a folder, or a bucket of an S3-compatible store, with a part of its own for each landlord. */
export type VaultStore = { readonly folder: string } | Bucket

/**
 * `ASSURED_VAULT`: a folder (`vault` in the data folder by default) or `s3://bucket/prefix`. `ASSURED_VAULT_ENDPOINT`: the store's address, where it
 * is not Amazon's own. The store's own library finds the credentials, in the environment or wherever else it looks.
 */
export function vaultFrom(environment: Environment, data: string): VaultStore {
  const [vault = '', endpoint = ''] = [environment.ASSURED_VAULT, environment.ASSURED_VAULT_ENDPOINT]
  if (!/^[a-z0-9]+:\/\//i.test(vault)) {
    if (endpoint !== '') throw new Fault('bad-setting', '`ASSURED_VAULT_ENDPOINT` is for an `ASSURED_VAULT` that begins with `s3://`')
    return { folder: vault === '' ? join(data, 'vault') : resolve(vault) }
  }
  const bucket = bucketFrom(vault, endpoint, 'ASSURED_VAULT_ENDPOINT')
  if (bucket === undefined) throw new Fault('bad-setting', '`ASSURED_VAULT` takes a folder, or `s3://bucket` or `s3://bucket/prefix`')
  return bucket
}

/** A bucket as a setting names it; undefined where it is none. `setting`: the name of the one that gives the endpoint. */
export function bucketFrom(given: string, endpoint: string, setting: string): Bucket | undefined {
  const [, bucket, prefix = ''] = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/([A-Za-z0-9_./-]*))?$/.exec(given) ?? []
  if (bucket === undefined) return undefined
  const within = prefix.replace(/\/+$/, '')
  return { bucket, prefix: within === '' ? '' : `${within}/`, endpoint: endpoint === '' ? null : endpointFrom(endpoint, setting) }
}

/** Refuses an address with a name or password in it: addresses get printed. */
function endpointFrom(given: string, setting: string): string {
  const url = URL.parse(given)
  const plain = url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '' && url.search === ''
  if (!plain) throw new Fault('bad-setting', `\`${setting}\` takes an address \`https://…\` (or \`http://…\`), and no password in it`)
  return url.href
}

export async function vaultOf(store: VaultStore, schema: string): Promise<Objects> {
  if ('folder' in store) return folderObjects(join(store.folder, schema))
  return s3Objects({ ...store, prefix: `${store.prefix}${schema}/` })
}

export function vaultWords(store: VaultStore): string {
  if ('folder' in store) return `in the folder ${store.folder}`
  return `in s3://${store.bucket}/${store.prefix}${store.endpoint === null ? '' : ` at ${store.endpoint}`}`
}

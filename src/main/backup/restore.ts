import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { RestoreReport } from '#cli/system.ts'
import { Fault } from '#shared/fault.ts'
import { type Manifest, readManifest } from '#store/backup-manifest.ts'
import { mergeErasures } from '#store/erasures.ts'
import { fileKeyProvider } from '#store/file-key-provider.ts'
import type { KeyProvider } from '#store/keys.ts'
import { checkedFile, type Own, rebuild, refuseUnlessFree } from '#store/restore.ts'
import { restoreVault } from '#store/vault/copies.ts'
import { schemaOf } from '../editions/landlord.ts'
import { keyFileOf } from '../key-file.ts'
import type { Settings } from '../settings/settings.ts'
import { vaultOf } from '../settings/vault-settings.ts'
import { beginRestore, cutShort, endRestore } from './restore-under-way.ts'
import { putHeadsInPlace } from './restored-logs.ts'
import type { Restored, Settled } from './settle-erasures.ts'

export type RestoreOptions = {
  readonly settings: Settings
  readonly from: string
  readonly replace: boolean
  readonly now: Temporal.Instant
  /** The software that runs here. Where absent, the version of the backup's software is not checked. */
  readonly own?: Own
  readonly progress: (done: number, total: number) => void
  /** Starts the restored system, which erases again and sweeps before it answers. */
  readonly open: (restored: Restored) => Promise<{ readonly settled: Settled }>
}

/** Replaces the data folder's database by a backup. All of it is checked, and recovered in a folder beside, before anything is moved. */
export async function restore(options: RestoreOptions): Promise<RestoreReport> {
  const { data } = options.settings
  const from = resolve(options.from)
  const manifest = await manifestFor(options.settings, from)
  const heads = (await checkedFile(from, 'evidence/heads.log', manifest)) ?? Buffer.alloc(0)
  const erasures = (await checkedFile(from, 'evidence/erasures.log', manifest)) ?? Buffer.alloc(0)
  await refuseUnlessFree(data, options.replace)
  // A restore that was cut short is continued: what it kept aside is what was there before it.
  const earlier = await cutShort(data)
  const name = earlier ?? `before-restore-${options.now.toString({ smallestUnit: 'second' }).replaceAll(':', '-')}`
  const rebuilt = await rebuild(data, from, manifest, options.progress, options.own)
  const evidence = join(data, 'evidence', manifest.schema)
  const keptAside = await restoreVault(await vaultOf(options.settings.vault, manifest.schema), from, manifest.files, options.progress)
    .then(() => mergeErasures(join(evidence, 'erasures.log'), erasures.toString()))
    .then(() => beginRestore(data, name))
    .then(() => rebuilt.putInPlace(name))
    .catch(async (cause: unknown) => {
      // Refused with everything unchanged: those who use the database go on with it.
      if (earlier === null && existsSync(join(data, 'postgres', 'PG_VERSION'))) await endRestore(data)
      throw cause
    })
    .finally(rebuilt.discard)
  const headsLost = await putHeadsInPlace(evidence, heads, name)
  const { settled } = await options.open({ made: manifest.made, headsLost })
  await endRestore(data)
  const { made, edition } = manifest
  return { from, made, edition, keptAside, headsLost, erased: settled.replayed, deleted: settled.swept, waits: settled.waits }
}

async function manifestFor(settings: Settings, from: string): Promise<Manifest> {
  const manifest = await readManifest(from, await keysThere(settings.data))
  if (manifest.schema !== schemaOf(settings.landlord))
    throw new Fault('backup-of-another-landlord', `the backup is of the landlord \`${manifest.schema}\`: \`ASSURED_LANDLORD\` says another`)
  return manifest
}

/** A key made now would open nothing in the backup, and would be in the right key's place. */
async function keysThere(data: string): Promise<KeyProvider> {
  const file = keyFileOf(data)
  if (!existsSync(file)) throw new Fault('keys-not-there', 'bring `keys/key-encryption-key` into the data folder first: no backup has it')
  return fileKeyProvider(file)
}

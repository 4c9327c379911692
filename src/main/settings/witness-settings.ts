import { isAbsolute, resolve, sep } from 'node:path'
import { bucketWitness, type LockedBucket } from '#evidence/witness/bucket-witness.ts'
import { folderWitness } from '#evidence/witness/folder-witness.ts'
import type { Witness } from '#evidence/witness/witness.ts'
import type { Clock } from '#shared/clock.ts'
import { Fault } from '#shared/fault.ts'
import type { Environment } from './provider-settings.ts'
import { bucketFrom, type VaultStore } from './vault-settings.ts'

/** A place that keeps heads of the evidence, under the name that the landlord gives it. */
export type WitnessPlace = { readonly name: string; readonly at: { readonly folder: string } | LockedBucket }

const takes = '`ASSURED_WITNESS` takes `Name=/folder` or `Name=s3://bucket/prefix`, and `;` between several'
const isName = /^[A-Za-z0-9][A-Za-z0-9 ’'&-]{0,59}$/
const usualYears = '6'

/**
 * `ASSURED_WITNESS`: who keeps heads of the evidence, and where; `ASSURED_WITNESS_ENDPOINT`: the address of the buckets' store, where it is not
 * Amazon's own; `ASSURED_WITNESS_YEARS` (6): how long a bucket locks each head. A place that the operator's own data share is no witness.
 */
export function witnessesFrom(environment: Environment, data: string, vault: VaultStore): readonly WitnessPlace[] {
  const [given = '', endpoint = ''] = [environment.ASSURED_WITNESS, environment.ASSURED_WITNESS_ENDPOINT]
  const years = environment.ASSURED_WITNESS_YEARS ?? usualYears
  if (!/^\d{1,2}$/.test(years) || Number(years) < 1 || Number(years) > 30)
    bad('`ASSURED_WITNESS_YEARS` takes a whole number of years from 1 to 30')
  const parts = given.split(';').map((part) => part.trim())
  const places = parts.filter((part) => part !== '').map((part) => placeFrom(part, endpoint, Number(years)))
  const buckets = places.filter(({ at }) => 'bucket' in at)
  if (endpoint !== '' && buckets.length === 0) bad('`ASSURED_WITNESS_ENDPOINT` is for an `ASSURED_WITNESS` at `s3://`')
  if (new Set(places.map(({ name }) => name)).size < places.length) bad('`ASSURED_WITNESS` gives two witnesses one name')
  if (new Set(places.map(({ at }) => JSON.stringify(at))).size < places.length) bad('`ASSURED_WITNESS` gives two witnesses one place')
  for (const { name, at } of places) refuseOwn(name, at, data, vault)
  return places
}

function placeFrom(given: string, endpoint: string, years: number): WitnessPlace {
  const equals = given.indexOf('=')
  const [name, place] = [given.slice(0, Math.max(equals, 0)).trim(), given.slice(equals + 1).trim()]
  if (!isName.test(name)) bad(`${takes}; a name is of letters, digits and spaces, and is published`)
  if (isAbsolute(place)) return { name, at: { folder: resolve(place) } }
  const bucket = bucketFrom(place, endpoint, 'ASSURED_WITNESS_ENDPOINT')
  if (bucket === undefined) bad(`${takes}; the folder of “${name}” is given from the root`)
  return { name, at: { ...bucket, years } }
}

function refuseOwn(name: string, at: WitnessPlace['at'], data: string, vault: VaultStore): void {
  if ('bucket' in at) {
    if ('bucket' in vault && vault.bucket === at.bucket)
      bad(`\`ASSURED_WITNESS\`: “${name}” is the bucket of \`ASSURED_VAULT\`, from which media must be deleted; a witness deletes nothing`)
    return
  }
  const own = [data, ...('folder' in vault ? [vault.folder] : [])]
  if (own.some((folder) => isWithin(at.folder, folder) || isWithin(folder, at.folder)))
    bad(`\`ASSURED_WITNESS\`: “${name}” shares a folder with the data or the vault; a witness stands elsewhere, in other hands`)
}

function isWithin(folder: string, outer: string): boolean {
  return `${folder}${sep}`.startsWith(outer.endsWith(sep) ? outer : `${outer}${sep}`)
}

function bad(why: string): never {
  throw new Fault('bad-setting', why)
}

/** `schema`: the landlord's, which has a part of its own at each place. */
export function witnessAt({ name, at }: WitnessPlace, schema: string, clock: Clock): Witness {
  return 'folder' in at ? folderWitness(name, at.folder, schema) : bucketWitness(name, at, schema, clock)
}

import { createHash } from 'node:crypto'
import type { ListObjectVersionsCommandOutput, S3Client } from '@aws-sdk/client-s3'
import type { Clock } from '#shared/clock.ts'
import { Fault } from '#shared/fault.ts'
import type { Bucket } from '#store/vault/s3-objects.ts'
import { type ChainLine, lineText } from './chain-line.ts'
import { firstNameOf, headIn, nameOf, oneByOne, type Witness, type WitnessedHead } from './witness.ts'

/** `years`: how long each head is locked. */
export type LockedBucket = Bucket & { readonly years: number }

type Library = typeof import('@aws-sdk/client-s3')
type Within = { readonly s3: Library; readonly client: S3Client }

/**
 * A bucket with object lock: each head is stored under retention in compliance mode, so that nobody deletes or replaces it before its day, whoever
 * they are. Such a bucket keeps versions, and all of them are read: a head that somebody deleted is still told.
 */
export function bucketWitness(name: string, { bucket, prefix, endpoint, years }: LockedBucket, part: string, clock: Clock): Witness {
  const own = `${prefix}${part}/`
  let opened: Promise<Within> | undefined
  const store = () => (opened ??= openStore(endpoint))
  const of = (kept: Pick<ChainLine, 'seal' | 'head'>) => ({ Bucket: bucket, Key: `${own}${nameOf(kept)}` })
  const asked = async <T>(work: (store: Within) => Promise<T>): Promise<T> => {
    try {
      return await work(await store())
    } catch (error) {
      throw faultOf(name, error)
    }
  }

  async function needLock(store: Within, kept: Pick<ChainLine, 'seal' | 'head'>): Promise<void> {
    const { s3, client } = store
    const { ObjectLockMode, ObjectLockRetainUntilDate } = await client.send(new s3.HeadObjectCommand(of(kept)))
    if (ObjectLockMode === 'COMPLIANCE' && (ObjectLockRetainUntilDate?.getTime() ?? 0) > clock().epochMilliseconds) return
    throw new Fault(
      'witness-does-not-lock',
      `the bucket of the witness “${name}” took a head and does not lock it: it must have object lock`,
    )
  }

  return {
    name,
    place: `s3://${bucket}/${own}${endpoint === null ? '' : ` at ${endpoint}`}`,
    heads: (from) => asked((store) => headsIn(store, bucket, own, from)),
    linesOf: (kept) =>
      asked(({ s3, client }) =>
        oneByOne(kept, async (each) => {
          const { Body } = await client.send(new s3.GetObjectCommand(of(each)))
          return (await Body?.transformToString()) ?? ''
        }),
      ),
    keep: (line) =>
      asked(async (store) => {
        const { s3, client } = store
        const text = lineText(line)
        const until = clock().toZonedDateTimeISO('UTC').add({ years }).epochMilliseconds
        const lock = { ObjectLockMode: 'COMPLIANCE', ObjectLockRetainUntilDate: new Date(until) } as const
        // Stores ask for the digest of what they are to lock.
        const whole = { Body: text, ContentMD5: createHash('md5').update(text).digest('base64'), ContentType: 'text/plain' }
        try {
          await client.send(new s3.PutObjectCommand({ ...of(line), ...whole, ...lock }))
        } catch (error) {
          // It may be there already, from another worker: a store that refuses to replace it is as it should be.
          await needLock(store, line).catch(() => {
            throw error
          })
        }
        await needLock(store, line)
      }),
    check: (from) =>
      asked(async (store) => {
        const { s3, client } = store
        const { ObjectLockConfiguration } = await client.send(new s3.GetObjectLockConfigurationCommand({ Bucket: bucket }))
        if (ObjectLockConfiguration?.ObjectLockEnabled !== 'Enabled') throw noLock(name)
        const newest = (await headsIn(store, bucket, own, from)).findLast(({ removed }) => !removed)
        if (newest !== undefined) await needLock(store, newest)
        return `a bucket with object lock, s3://${bucket}/${own}: each head is locked for ${years} ${years === 1 ? 'year' : 'years'}`
      }),
  }
}

async function openStore(endpoint: string | null): Promise<Within> {
  // Loaded only where a witness is a bucket: it takes a third of a second.
  const s3 = await import('@aws-sdk/client-s3')
  const client = new s3.S3Client({
    ...(endpoint === null ? {} : { endpoint, forcePathStyle: true }),
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    // A store that hangs must not keep a witness waiting for ever.
    requestHandler: { connectionTimeout: 5_000, requestTimeout: 20_000, throwOnRequestTimeout: true },
  })
  return { s3, client }
}

/** Of every version: a mark of deletion hides a head from a plain list, and takes nothing away. */
async function headsIn({ s3, client }: Within, bucket: string, own: string, from?: string): Promise<readonly WitnessedHead[]> {
  const found = new Map<string, WitnessedHead>()
  const removed = new Set<string>()
  let after: { KeyMarker?: string | undefined; VersionIdMarker?: string | undefined } | undefined =
    from === undefined ? {} : { KeyMarker: `${own}${firstNameOf(from)}` }
  while (after !== undefined) {
    const page: ListObjectVersionsCommandOutput = await client.send(
      new s3.ListObjectVersionsCommand({ Bucket: bucket, Prefix: own, ...after }),
    )
    for (const { Key = '' } of page.Versions ?? []) {
      const head = headIn(Key.slice(own.length))
      if (head !== undefined) found.set(Key, { ...head, removed: false })
    }
    for (const { Key = '', IsLatest } of page.DeleteMarkers ?? []) if (IsLatest === true) removed.add(Key)
    after = page.IsTruncated === true ? { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker } : undefined
  }
  return [...found].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, head]) => ({ ...head, removed: removed.has(key) }))
}

function noLock(name: string): Fault {
  return new Fault('witness-does-not-lock', `the bucket of the witness “${name}” has no object lock: whoever rules it can remove heads`)
}

/** Named by the code of the store's answer: its own words may name the account. */
function faultOf(name: string, error: unknown): Fault {
  if (error instanceof Fault) return error
  if (!(error instanceof Error)) return new Fault('witness-unreachable', `the bucket of the witness “${name}” does not answer`)
  if (error.name === 'ObjectLockConfigurationNotFoundError') return noLock(name)
  const word = 'code' in error && typeof error.code === 'string' ? error.code : error.name
  const code = /^\w{1,60}$/.test(word) ? word : 'Error'
  return new Fault('witness-unreachable', `the bucket of the witness “${name}” does not do what it is asked (\`${code}\`)`)
}

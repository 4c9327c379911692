import { Readable } from 'node:stream'
import type { ListMultipartUploadsCommandOutput, ListObjectsV2CommandOutput, S3Client } from '@aws-sdk/client-s3'
import { Fault } from '#shared/fault.ts'
import { fullFault, type Objects, type StoredObject, unfinished } from './objects.ts'

/** A bucket, and the prefix of the names in it; `endpoint`: where it is not the provider's own. */
export type Bucket = { readonly bucket: string; readonly prefix: string; readonly endpoint: string | null }

/** For how many milliseconds a bucket found to keep no versions is trusted to go on so. */
const believedFor = 60_000
/** The bytes of one part of an upload: the parts under way, and the one being filled, are all of an object that is in memory. */
const partBytes = 8 * 1024 * 1024
const partsAbreast = 2

/**
 * Objects in an S3-compatible store. The store's own library takes the credentials from the environment; they are neither read nor stored here. An
 * upload appears under its name only when it is complete.
 */
export async function s3Objects({ bucket, prefix, endpoint }: Bucket): Promise<Objects> {
  // Loaded only where media are stored so: it takes a third of a second.
  const s3 = await import('@aws-sdk/client-s3')
  const { Upload } = await import('@aws-sdk/lib-storage')
  const client = new s3.S3Client({
    ...(endpoint === null ? {} : { endpoint, forcePathStyle: true }),
    // What every such store supports; everything read back is authenticated segment by segment anyway.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  })
  const of = (name: string) => ({ Bucket: bucket, Key: `${prefix}${name}` })
  const told = <T>(work: Promise<T>): Promise<T> =>
    work.catch((error: unknown) => {
      throw faultOf(s3, error)
    })

  let believedUntil = 0
  /** In a bucket that keeps versions, deleted objects are not gone. So nothing is stored there, and nothing there is reported as gone. */
  const needNoVersions = async (): Promise<void> => {
    if (performance.now() < believedUntil) return
    const { Status } = await told(client.send(new s3.GetBucketVersioningCommand({ Bucket: bucket })))
    if (Status === 'Enabled')
      throw new Fault('vault-keeps-versions', 'the bucket keeps versions of what is deleted: turn that off, and delete them')
    believedUntil = performance.now() + believedFor
  }

  return {
    async put(name, sealed) {
      await needNoVersions()
      const source = watched(sealed)
      const body = Readable.from(source.bytes, { objectMode: false })
      const upload = new Upload({ client, params: { ...of(name), Body: body }, partSize: partBytes, queueSize: partsAbreast })
      try {
        await upload.done()
      } catch (error) {
        // Also an upload that was completed, but whose completion was not reported.
        await client.send(new s3.DeleteObjectCommand(of(name))).catch(() => {})
        throw source.failed() ?? faultOf(s3, error)
      } finally {
        body.destroy()
      }
    },
    async *get(name, { from, to }) {
      const { Body } = await told(client.send(new s3.GetObjectCommand({ ...of(name), Range: `bytes=${from}-${to}` })))
      if (!(Body instanceof Readable)) throw new Fault('vault-unreachable', 'the store of media answered without contents')
      try {
        yield* Body
      } catch (error) {
        throw faultOf(s3, error)
      } finally {
        Body.destroy()
      }
    },
    async delete(name) {
      if (!name.endsWith(unfinished)) {
        await needNoVersions()
        await told(client.send(new s3.DeleteObjectCommand(of(name))))
        return
      }
      const whole = of(name.slice(0, -unfinished.length))
      for await (const { Key, UploadId } of uploadsOf(client, s3, bucket, whole.Key))
        if (Key === whole.Key) await told(client.send(new s3.AbortMultipartUploadCommand({ ...whole, UploadId })))
    },
    async *list() {
      yield* objectsOf(client, s3, bucket, prefix)
      for await (const { Key = '', Initiated } of uploadsOf(client, s3, bucket, prefix))
        yield { name: `${Key.slice(prefix.length)}${unfinished}`, at: instantOf(Initiated), bytes: 0 }
    },
    async check() {
      believedUntil = 0
      await needNoVersions()
    },
  }
}

/** Tells an error of the sender's stream from one of the store, which is thrown into the sender's stream too. */
function watched(source: AsyncIterable<Uint8Array>) {
  let failure: unknown
  async function* bytes(): AsyncGenerator<Uint8Array> {
    const pieces = source[Symbol.asyncIterator]()
    const next = () =>
      pieces.next().catch((error: unknown) => {
        failure = error
        throw error
      })
    try {
      for (let piece = await next(); piece.done !== true; piece = await next()) yield piece.value
    } finally {
      await pieces.return?.()
    }
  }
  return { bytes: bytes(), failed: () => failure }
}

type Library = typeof import('@aws-sdk/client-s3')

async function* objectsOf(client: S3Client, s3: Library, bucket: string, prefix: string): AsyncGenerator<StoredObject> {
  let from: string | undefined
  do {
    const asked = new s3.ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ContinuationToken: from })
    const page: ListObjectsV2CommandOutput = await client.send(asked).catch((error: unknown) => {
      throw faultOf(s3, error)
    })
    for (const { Key = '', LastModified, Size = 0 } of page.Contents ?? [])
      yield { name: Key.slice(prefix.length), at: instantOf(LastModified), bytes: Size }
    from = page.NextContinuationToken
  } while (from !== undefined)
}

type Unfinished = { readonly Key?: string | undefined; readonly UploadId?: string | undefined; readonly Initiated?: Date | undefined }

/** Uploads that were begun and neither completed nor aborted. */
async function* uploadsOf(client: S3Client, s3: Library, bucket: string, prefix: string): AsyncGenerator<Unfinished> {
  let from: { KeyMarker?: string; UploadIdMarker?: string } | undefined = {}
  while (from !== undefined) {
    const asked = new s3.ListMultipartUploadsCommand({ Bucket: bucket, Prefix: prefix, ...from })
    const page: ListMultipartUploadsCommandOutput = await client.send(asked).catch((error: unknown) => {
      throw faultOf(s3, error)
    })
    yield* page.Uploads ?? []
    const { NextKeyMarker: KeyMarker, NextUploadIdMarker: UploadIdMarker } = page
    from = page.IsTruncated === true && KeyMarker !== undefined && UploadIdMarker !== undefined ? { KeyMarker, UploadIdMarker } : undefined
  }
}

function instantOf(at: Date | undefined): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(at?.getTime() ?? Date.now())
}

/** A full store answers with one of these, or with HTTP's status for it. */
const full: ReadonlySet<string> = new Set(['QuotaExceeded', 'XMinioStorageFull', 'XMinioAdminBucketQuotaExceeded'])

/** Named by the code of the store's answer, or of the failure: its own words may name the account. */
function faultOf(s3: Library, error: unknown): Fault {
  if (error instanceof Fault) return error
  if (!(error instanceof Error)) return new Fault('vault-unreachable', 'the store of media does not answer')
  if (error.name === 'NoSuchKey') return new Fault('object-missing', 'the vault has no object of that name')
  const status = error instanceof s3.S3ServiceException ? error.$metadata.httpStatusCode : undefined
  if (full.has(error.name) || status === 507)
    return new Fault(fullFault, 'there is no room left where media are kept: nothing of it was stored')
  const word = 'code' in error && typeof error.code === 'string' ? error.code : error.name
  return new Fault('vault-unreachable', `the store of media does not do what it is asked (\`${/^\w{1,60}$/.test(word) ? word : 'Error'}\`)`)
}

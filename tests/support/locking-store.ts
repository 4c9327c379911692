import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { afterAll } from 'vitest'

type Version = { readonly id: string; readonly body: string; readonly mode: string | undefined; readonly until: Date | undefined }
type Kept = { versions: Version[]; hidden: boolean }

/** What a bucket does: whether it locks, whether it refuses what brings no lock, whether it takes a lock and forgets it. */
type Ways = { locks: boolean; demandsLock: boolean; forgetsLock: boolean; away: boolean }

export type LockingStore = {
  readonly endpoint: string
  readonly bucket: string
  readonly ways: Ways
  readonly names: () => readonly string[]
  /** Which requests it was sent, without their query. */
  readonly asked: string[]
}

/**
 * A bucket with object lock on loopback, which refuses as such a store does: what is locked is neither replaced nor deleted before its day, by anybody.
 * A deletion that names no version only puts a mark on the object. It speaks as much of S3's protocol as a witness needs.
 */
export async function lockingStore(): Promise<LockingStore> {
  const kept = new Map<string, Kept>()
  const ways: Ways = { locks: true, demandsLock: true, forgetsLock: false, away: false }
  const asked: string[] = []
  const server = createServer((request, reply) => {
    answer(request, kept, ways, asked).then(
      ({ status, body = '', headers = {} }) => reply.writeHead(status, headers).end(request.method === 'HEAD' ? undefined : body),
      () => reply.destroy(),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  afterAll(() => server.close())
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('it has no port')
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'nobody', AWS_SECRET_ACCESS_KEY: 'nothing', AWS_REGION: 'eu-west-2' })
  return { endpoint: `http://127.0.0.1:${address.port}`, bucket: 'heads', ways, names: () => [...kept.keys()].toSorted(), asked }
}

type Answer = { readonly status: number; readonly body?: string; readonly headers?: Parameters<ServerResponse['writeHead']>[1] }

async function answer(request: IncomingMessage, kept: Map<string, Kept>, ways: Ways, asked: string[]): Promise<Answer> {
  if (ways.away) throw new Error('away')
  const url = new URL(request.url ?? '', 'http://here')
  asked.push(`${request.method} ${url.pathname}`)
  const key = decodeURIComponent(url.pathname.split('/').slice(2).join('/'))
  const body = await bodyOf(request)
  if (key === '') return ofBucket(url, kept, ways)
  if (request.method === 'PUT') return put(request, key, body, kept, ways)
  if (request.method === 'DELETE') return remove(key, url.searchParams.get('versionId'), kept)
  const there = kept.get(key)
  const version = there?.versions.at(-1)
  if (there === undefined || there.hidden || version === undefined) return refused(404, 'NoSuchKey')
  const lock =
    version.until === undefined
      ? {}
      : { 'x-amz-object-lock-mode': version.mode, 'x-amz-object-lock-retain-until-date': version.until.toISOString() }
  return { status: 200, body: version.body, headers: { 'content-length': String(Buffer.byteLength(version.body)), ...lock } }
}

function ofBucket(url: URL, kept: ReadonlyMap<string, Kept>, ways: Ways): Answer {
  if (url.searchParams.has('object-lock')) {
    if (!ways.locks) return refused(404, 'ObjectLockConfigurationNotFoundError')
    return xml('<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled></ObjectLockConfiguration>')
  }
  if (url.searchParams.has('versioning')) return xml('<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>')
  if (!url.searchParams.has('versions')) return refused(501, 'NotImplemented')
  const [prefix, after] = [url.searchParams.get('prefix') ?? '', url.searchParams.get('key-marker') ?? '']
  const found = [...kept].filter(([key]) => key.startsWith(prefix) && key > after).toSorted(([a], [b]) => (a < b ? -1 : 1))
  // Short pages, so that whoever lists has to ask on.
  const page = found.slice(0, 3)
  const each = page.flatMap(([key, { versions, hidden }]) => [
    ...(hidden ? [`<DeleteMarker><Key>${key}</Key><VersionId>mark</VersionId><IsLatest>true</IsLatest></DeleteMarker>`] : []),
    ...versions.map(({ id }) => `<Version><Key>${key}</Key><VersionId>${id}</VersionId><IsLatest>${!hidden}</IsLatest></Version>`),
  ])
  const more =
    found.length > page.length
      ? `<IsTruncated>true</IsTruncated><NextKeyMarker>${page.at(-1)?.[0]}</NextKeyMarker>`
      : '<IsTruncated>false</IsTruncated>'
  return xml(`<ListVersionsResult>${each.join('')}${more}</ListVersionsResult>`)
}

function put(request: IncomingMessage, key: string, body: string, kept: Map<string, Kept>, ways: Ways): Answer {
  const [mode, until] = [request.headers['x-amz-object-lock-mode'], request.headers['x-amz-object-lock-retain-until-date']]
  const hasLock = mode === 'COMPLIANCE' && typeof until === 'string' && Date.parse(until) > Date.now()
  if (hasLock && request.headers['content-md5'] === undefined) return refused(400, 'InvalidRequest')
  if (ways.demandsLock && !hasLock) return refused(403, 'AccessDenied')
  const there = kept.get(key)
  if (there?.versions.some(isLocked) === true) return refused(403, 'AccessDenied')
  const lock = hasLock && ways.locks && !ways.forgetsLock ? { mode, until: new Date(until) } : { mode: undefined, until: undefined }
  kept.set(key, { versions: [...(there?.versions ?? []), { id: randomUUID(), body, ...lock }], hidden: false })
  return { status: 200 }
}

function remove(key: string, version: string | null, kept: Map<string, Kept>): Answer {
  const there = kept.get(key)
  if (there === undefined) return { status: 204 }
  if (version === null) there.hidden = true
  else {
    if (there.versions.some((each) => each.id === version && isLocked(each))) return refused(403, 'AccessDenied')
    there.versions = there.versions.filter(({ id }) => id !== version)
    if (there.versions.length === 0) kept.delete(key)
  }
  return { status: 204 }
}

function isLocked({ until }: Version): boolean {
  return until !== undefined && until.getTime() > Date.now()
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(Buffer.from(piece))
  return Buffer.concat(pieces).toString()
}

function xml(body: string): Answer {
  return { status: 200, body, headers: { 'content-type': 'application/xml' } }
}

function refused(status: number, code: string): Answer {
  return { status, body: `<Error><Code>${code}</Code></Error>`, headers: { 'content-type': 'application/xml' } }
}

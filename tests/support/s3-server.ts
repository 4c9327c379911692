import { buildApp } from 'fauxqs'
import { afterAll } from 'vitest'

export type S3Server = {
  readonly endpoint: string
  /** Uploads that were begun and neither completed nor aborted. */
  readonly uploads: () => readonly string[]
  /** From now on the store answers every upload with this error; null: it answers normally. */
  readonly refuse: (answer: { readonly status: number; readonly code: string } | null) => void
  readonly keepVersions: (kept: boolean) => void
}

/**
 * An S3-compatible server by somebody else (`fauxqs`, in memory), so that not both sides of the protocol are ours. It cannot list uploads
 * under way or versions, so only those requests are answered here. It can be made to act as if it were full.
 */
export async function s3Server(): Promise<S3Server> {
  const app = buildApp({ logger: false })
  const uploads = new Map<string, { readonly key: string; readonly at: string }>()
  let versions = false
  let refusal: { readonly status: number; readonly code: string } | null = null
  app.addHook('onRequest', async (request, reply) => {
    const url = new URL(request.url, 'http://here')
    if (request.method === 'GET' && url.searchParams.has('uploads'))
      return reply.type('application/xml').send(listing(uploads, url.searchParams.get('prefix') ?? ''))
    if (request.method === 'GET' && url.searchParams.has('versioning'))
      return reply
        .type('application/xml')
        .send(`<VersioningConfiguration>${versions ? '<Status>Enabled</Status>' : ''}</VersioningConfiguration>`)
    if (request.method === 'PUT' && refusal !== null && url.pathname.split('/').length > 2)
      return reply.code(refusal.status).type('application/xml').send(`<Error><Code>${refusal.code}</Code></Error>`)
    return undefined
  })
  app.addHook('onSend', async (request, _reply, payload) => {
    const url = new URL(request.url, 'http://here')
    const begun = typeof payload === 'string' ? /<UploadId>([^<]+)<\/UploadId>/.exec(payload)?.[1] : undefined
    if (request.method === 'POST' && url.searchParams.has('uploads') && begun !== undefined)
      uploads.set(begun, { key: decodeURIComponent(url.pathname.split('/').slice(2).join('/')), at: new Date().toISOString() })
    if (request.method === 'POST' || request.method === 'DELETE') uploads.delete(url.searchParams.get('uploadId') ?? '')
    return payload
  })
  const endpoint = await app.listen({ host: '127.0.0.1', port: 0 })
  afterAll(() => app.close())
  // Where the library looks for credentials; this server accepts any.
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'nobody', AWS_SECRET_ACCESS_KEY: 'nothing', AWS_REGION: 'eu-west-2' })
  return {
    endpoint,
    uploads: () => [...uploads.values()].map(({ key }) => key),
    refuse: (answer) => (refusal = answer),
    keepVersions: (kept) => (versions = kept),
  }
}

function listing(uploads: ReadonlyMap<string, { readonly key: string; readonly at: string }>, prefix: string): string {
  const found = [...uploads].filter(([, { key }]) => key.startsWith(prefix))
  const each = found.map(([id, { key, at }]) => `<Upload><Key>${key}</Key><UploadId>${id}</UploadId><Initiated>${at}</Initiated></Upload>`)
  return `<ListMultipartUploadsResult>${each.join('')}<IsTruncated>false</IsTruncated></ListMultipartUploadsResult>`
}

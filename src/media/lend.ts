import { randomBytes, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'

/** Something of which any range can be read. Both ends of a range are included, as in HTTP. */
export type Source = {
  readonly bytes: number
  readonly read: (range: { readonly from: number; readonly to: number }) => AsyncIterable<Uint8Array>
}

export type Lent = {
  /** The value for the borrower's `http_proxy`. It goes into its environment, which other users of the machine cannot see as they see arguments. */
  readonly proxy: string
  /** Why the source could not be read, where that happened. */
  readonly failure: () => unknown
  readonly end: () => void
}

/** The address under which the borrower finds it. No such host exists, so the borrower can only ask this process. */
export const lentAddress = 'http://lent.invalid/'

/**
 * Lends a source to one program on this machine, by ranges, so that the program can look at the end of a file first. It is reached as a proxy on the
 * loopback interface, with a password made for this one loan: the program can reach no other host, and nobody else can reach this source.
 */
export async function lend(source: Source): Promise<Lent> {
  const password = randomBytes(32).toString('hex')
  const expected = `Basic ${Buffer.from(`lent:${password}`).toString('base64')}`
  let failure: unknown
  const server = createServer((request, response) => {
    if (!isSame(request.headers['proxy-authorization'], expected)) {
      response.writeHead(407, { 'proxy-authenticate': 'Basic realm="lent"', 'content-length': 0 }).end()
      return
    }
    serve(source, request, response).catch((error: unknown) => {
      // A reader that has enough, or seeks elsewhere, is no failure of the source.
      if (!isHungUp(error)) failure ??= error
      response.destroy()
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const end = (): void => {
    server.close()
    server.closeAllConnections()
  }
  return { proxy: `http://lent:${password}@127.0.0.1:${port}`, failure: () => failure, end }
}

async function serve(source: Source, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'GET' || URL.parse(request.url ?? '')?.href !== lentAddress) {
    response.writeHead(404, { 'content-length': 0 }).end()
    return
  }
  const [, from = '0', to = ''] = /^bytes=(\d{1,15})-(\d{0,15})$/.exec(request.headers.range ?? '') ?? []
  const range = { from: Number(from), to: Math.min(to === '' ? Number.MAX_SAFE_INTEGER : Number(to), source.bytes - 1) }
  if (range.from > range.to) {
    response.writeHead(416, { 'content-length': 0, 'content-range': `bytes */${source.bytes}` }).end()
    return
  }
  response.writeHead(206, {
    'accept-ranges': 'bytes',
    'content-length': range.to - range.from + 1,
    'content-range': `bytes ${range.from}-${range.to}/${source.bytes}`,
  })
  await pipeline(source.read(range), response)
}

function isHungUp(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    (error.code === 'ERR_STREAM_PREMATURE_CLOSE' || error.code === 'ECONNRESET' || error.code === 'EPIPE')
  )
}

function isSame(given: string | undefined, expected: string): boolean {
  const [one, other] = [Buffer.from(given ?? ''), Buffer.from(expected)]
  return one.length === other.length && timingSafeEqual(one, other)
}

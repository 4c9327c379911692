import type { IncomingMessage } from 'node:http'
import multipart, { type Multipart, type MultipartFile } from '@fastify/multipart'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { HttpFault } from './http-fault.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** A form that brings a file: its token is its first part, and all that is read of it before the token is known to be right. */
    withFile?: true
  }
  interface FastifyRequest {
    /** What follows the token, until somebody takes it. */
    furtherParts: AsyncIterator<Multipart> | null
  }
}

const mostFields = 20
const fieldBytes = 16 * 1024
/** What stands before and between a form's parts, beside its fields. */
const besideFile = 256 * 1024
/** Bytes within which the token has come: it is the first thing of the form. More than what may wait already when reading begins (128 KiB). */
const tokenWithin = 256 * 1024

/** For a route of `app` whose form brings one file of at most so many bytes: more is refused by its length alone, where the sender says it. */
export async function takesFile(app: FastifyInstance, mostBytes: number): Promise<void> {
  const limits = { files: 1, fields: mostFields, parts: mostFields + 1, fieldSize: fieldBytes, fieldNameSize: 100, headerPairs: 10 }
  // One byte more comes through, for whoever counts them to see that it is too many.
  await app.register(multipart, { limits: { ...limits, fileSize: mostBytes + 1 } })
  app.addHook('onRequest', async (request) => {
    if (Number(request.headers['content-length'] ?? 0) > mostBytes + besideFile) throw new HttpFault(413, 'the file is too large')
  })
  // A sender who says no length is counted, whatever they send in place of a file.
  app.addHook('preHandler', async ({ raw }) => {
    let read = 0
    raw.on('data', (chunk: Buffer) => {
      read += chunk.length
      if (read > mostBytes + besideFile) raw.destroy()
    })
  })
  // What is left of a form that went wrong is not read.
  app.addHook('onError', async ({ raw }) => stopReading(raw))
}

/** Reads the form's first part, which has to be its token, and nothing further. INVARIANT: nothing of a file is looked at before the token is. */
export async function beginFormWithFile(request: FastifyRequest): Promise<void> {
  if (!request.isMultipart()) throw new HttpFault(400, 'the form was not sent as `multipart/form-data`')
  const parts = request.parts()
  const first = await withinBytes(request, parts.next())
  if (first.done === true || first.value.type !== 'field' || first.value.fieldname !== '_csrf')
    throw new HttpFault(403, 'the token of a form with a file comes first')
  request.furtherParts = parts
  request.body = { _csrf: typeof first.value.value === 'string' ? first.value.value : '' }
}

/** What comes before the first part is thrown away unseen by whoever reads the parts: it must not be without end. */
async function withinBytes<T>({ raw }: FastifyRequest, first: Promise<T>): Promise<T> {
  let read = 0
  let tooMuch: (fault: HttpFault) => void = () => {}
  const limit = new Promise<never>((_resolve, reject) => {
    tooMuch = reject
  })
  const count = (chunk: Buffer): void => {
    read += chunk.length
    if (read - chunk.length > tokenWithin) {
      stopReading(raw)
      tooMuch(new HttpFault(413, 'the form does not begin with its token'))
    }
  }
  raw.on('data', count)
  try {
    return await Promise.race([first, limit])
  } finally {
    raw.off('data', count)
  }
}

/** For an answer that nobody took the file for: what is left of it is not read. */
export function leaveParts({ furtherParts, raw }: FastifyRequest): void {
  if (furtherParts !== null && !raw.complete) stopReading(raw)
}

function stopReading(raw: IncomingMessage): void {
  raw.unpipe()
  raw.pause()
}

/** A form as it came. `file`: null where none was chosen. `done`: nothing more is wanted of the file; it may be said twice. */
export type SentFile<File> = {
  readonly fields: Readonly<Record<string, string>>
  readonly file: File | null
  done(): void | Promise<void>
}

/** The fields, which come first, then the file as it comes. What nobody wants of it is read, so that the sender hears the answer. */
export async function fieldsThenFile(request: FastifyRequest): Promise<SentFile<AsyncIterable<Uint8Array>>> {
  const fields: Record<string, string> = {}
  for await (const part of further(request)) {
    if (part.type === 'field') fieldInto(fields, part)
    else return { fields, file: chosen(part), done: () => void part.file.resume() }
  }
  return { fields, file: null, done: () => {} }
}

/** The fields, and what `take` makes of the file, wherever it stands among them. What was taken goes with `drop`, at once where the rest is no form of ours. */
export async function fieldsAroundFile<T>(
  request: FastifyRequest,
  take: (file: AsyncIterable<Uint8Array>) => Promise<T>,
  drop: (taken: T) => Promise<void>,
): Promise<SentFile<T>> {
  const fields: Record<string, string> = {}
  const taken: T[] = []
  const done = async () => void (await Promise.all(taken.map(drop)))
  try {
    for await (const part of further(request)) {
      const file = part.type === 'field' ? null : chosen(part)
      if (part.type === 'field') fieldInto(fields, part)
      else if (file === null) part.file.resume()
      else taken.push(await take(file))
    }
  } catch (error) {
    await done()
    throw error
  }
  const [file = null] = taken
  return { fields, file, done }
}

async function* further(request: FastifyRequest): AsyncGenerator<Multipart> {
  const parts = request.furtherParts
  if (parts === null) throw new HttpFault(400, 'the form was not sent as `multipart/form-data`')
  request.furtherParts = null
  for (let next = await parts.next(); next.done !== true; next = await parts.next()) yield next.value
}

/** Browsers send a file without a name where none was chosen. */
function chosen({ file, filename }: MultipartFile): MultipartFile['file'] | null {
  return filename === '' ? null : file
}

/** A field of a form with a file; told where it is cut off, not plain text, or there twice. */
function fieldInto(fields: Record<string, string>, part: Exclude<Multipart, MultipartFile>): void {
  const { fieldname, value, valueTruncated } = part
  if (valueTruncated) throw new HttpFault(413, `the field \`${fieldname}\` is too long`)
  if (typeof value !== 'string') throw new HttpFault(400, `the field \`${fieldname}\` was not sent as plain text`)
  if (Object.hasOwn(fields, fieldname)) throw new HttpFault(400, `the field \`${fieldname}\` was sent more than once`)
  if (value.includes('\u0000')) throw new HttpFault(400, 'the form holds a NUL character')
  fields[fieldname] = value.replaceAll('\r\n', '\n')
}

import multipart from '@fastify/multipart'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { Fault } from '#shared/fault.ts'
import { limitedAsMachine } from '../request-limits.ts'
import { ApiFault, dataOf, onlyFrom, type Problem, problemOf, type Sender, sendProblem } from './api-fault.ts'

/** What was done with it: what is told of it stands beside. */
type Taken<Why> = { readonly taken: 'stored' | 'unchanged' } | { readonly taken: 'refused'; readonly why: Why }

/** A door by which another system hands over media: its data as JSON in one field, then the media in another. */
export type MediaDoor<Data, Why extends string> = Sender & {
  readonly path: string
  readonly data: { readonly field: string; readonly shape: z.ZodType<Data>; readonly told: string }
  readonly media: string
  /** What says that it is longer is refused before anything of it is read; who says nothing is counted as it comes. */
  readonly mostBytes: number
  /** One of what comes, as a message says it. */
  readonly one: string
  readonly take: (data: Data, bytes: AsyncIterable<Uint8Array>) => Promise<Taken<Why>>
  /** Every reason not to take it, in words. */
  readonly refusals: Readonly<Record<Why, string>>
}

/** Reasons that are not about what was sent alone, by their status; every other is 422. */
const statuses: Readonly<Record<string, number>> = { notice: 403, taken: 409 }

/** The data, and what multipart writes around it and the media. */
const besideMedia = 64 * 1024

/** Faults that the sender can do something about; all others are ours. */
const problems: Readonly<Record<string, number>> = {
  'media-unknown-kind': 415,
  'media-too-large': 413,
  'media-empty': 422,
  'media-too-long': 422,
  'media-too-short': 422,
  'media-hollow': 422,
  'media-cut-short': 422,
  'media-broken': 422,
  'media-in-pieces': 422,
  'vault-full': 507,
}

/**
 * The door itself: multipart, streamed into the vault as it comes, and answered once it is durable. What is wrong is named with its field, and
 * nothing of it is kept.
 */
export function mediaDoor<Data, Why extends string>(door: MediaDoor<Data, Why>): (app: FastifyInstance) => Promise<void> {
  return async (app) => {
    await app.register(multipart, { limits: { fields: 1, files: 1, fieldSize: 16 * 1024, fileSize: Number.POSITIVE_INFINITY } })
    app.setErrorHandler((error, request, reply) => {
      const problem = mediaProblemOf(error, door)
      // What is not wanted of a known sender's is read to its end all the same, so that they hear the answer; four gigabytes are not. What
      // nobody began to read, as of somebody unknown, stays unread.
      if (request.raw.readableFlowing !== null) {
        request.raw.unpipe()
        request.raw.resume()
      }
      if (problem.status === 413) reply.header('connection', 'close')
      return sendProblem(request, reply, error, problem, door.one)
    })
    onlyFrom(app, door)
    app.addHook('onRequest', async (request) => {
      if (Number(request.headers['content-length'] ?? 0) <= door.mostBytes + besideMedia) return
      throw new ApiFault(413, 'media-too-large', `\`${door.media}\`: ${door.one} may have ${door.mostBytes} bytes at the most`)
    })
    // Streamed, so the limit on bodies of forms does not count.
    app.post(
      door.path,
      { config: { sender: 'machine', ...limitedAsMachine }, bodyLimit: Number.MAX_SAFE_INTEGER },
      async (request, reply) => {
        const answer = await takenIn(door, request)
        if (answer.taken === 'refused') throw new ApiFault(statuses[answer.why] ?? 422, answer.why, door.refusals[answer.why])
        const { taken, ...told } = answer
        const stored = taken === 'stored'
        return reply.code(stored ? 201 : 200).send({ ...told, stored })
      },
    )
  }
}

async function takenIn<Data, Why extends string>(door: MediaDoor<Data, Why>, request: FastifyRequest): Promise<Taken<Why>> {
  const { data: wanted, media, one } = door
  if (!request.isMultipart())
    throw new ApiFault(415, 'not-multipart', `${one} comes as multipart/form-data: \`${wanted.field}\`, then \`${media}\``)
  let data: { readonly of: Data } | undefined
  for await (const each of request.parts()) {
    if (each.type === 'field' && each.fieldname === wanted.field)
      data = { of: dataOf(wanted.field, wanted.shape, wanted.told, jsonOf(wanted.field, each.value)) }
    else if (each.type === 'file' && each.fieldname === media) {
      if (data === undefined) throw new ApiFault(422, `${wanted.field}-missing`, `\`${wanted.field}\` has to come before \`${media}\``)
      const answer = await door.take(data.of, each.file)
      // What is not wanted is read to its end all the same, so that the sender hears the answer.
      each.file.resume()
      return answer
    } else throw new ApiFault(422, 'field-unknown', `${one} has the fields \`${wanted.field}\` and \`${media}\`, and no others`)
  }
  throw new ApiFault(422, `${media}-missing`, `\`${media}\` is missing`)
}

function jsonOf(field: string, value: unknown): unknown {
  try {
    return JSON.parse(z.string().parse(value))
  } catch {
    throw new ApiFault(422, `${field}-wrong`, `\`${field}\` is not JSON`)
  }
}

function mediaProblemOf(error: unknown, { one, media }: { readonly one: string; readonly media: string }): Problem {
  const status = error instanceof Fault ? problems[error.code] : undefined
  if (!(error instanceof Fault) || error instanceof ApiFault || status === undefined) return problemOf(error, one)
  return { status, code: error.code, message: `\`${media}\`: ${error.message}` }
}

import { createHash, timingSafeEqual } from 'node:crypto'
import multipart from '@fastify/multipart'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type Call, type CallAnswer, callShape, takeInCall } from '#exchange/telephone/take-in.ts'
import type { Gate } from '#gate/gate.ts'
import type { GateParts } from '#gate/parts.ts'
import { Fault } from '#shared/fault.ts'
import { errorFields } from '../log.ts'

export type ApiParts = {
  readonly gateParts: GateParts
  readonly gate: Gate
  /** What the telephone system proves itself with. */
  readonly telephoneToken: string
}

type Problem = { readonly status: number; readonly code: string; readonly message: string }

/** Faults that the sender can do something about; all others are ours. */
const problems: Readonly<Record<string, number>> = {
  'media-unknown-kind': 415,
  'media-too-large': 413,
  'media-empty': 422,
  'vault-full': 507,
}

const refusals: Readonly<Record<Extract<CallAnswer, { taken: 'refused' }>['why'], Omit<Problem, 'code'>>> = {
  nobody: { status: 422, message: 'nobody is held with `callingNumber`: send it again with the id of a `person`' },
  several: { status: 422, message: 'more than one person is held with `callingNumber`: send it again with the id of a `person`' },
  past: { status: 422, message: '`startedAt` is longer ago than the notice lets a recording be kept' },
  future: { status: 422, message: '`startedAt` has not come yet' },
  notice: { status: 403, message: 'the notice in force does not let this recording be taken in' },
}

/**
 * `POST /api/v1/recordings`: a telephone system hands over one recorded call (TC2), multipart: `call`, its data as JSON, then `sound`. Streamed
 * into the vault as it comes; answered once it is durable. What is wrong is named with its field, and nothing of it is kept.
 */
export function recordingsDoor(parts: ApiParts): (app: FastifyInstance) => Promise<void> {
  return async (app) => {
    await app.register(multipart, { limits: { fields: 1, files: 1, fieldSize: 16 * 1024, fileSize: Number.POSITIVE_INFINITY } })
    app.setErrorHandler((error, request, reply) => {
      const problem = problemOf(error)
      const fields = { ...errorFields(error), reference: request.id }
      if (problem.status >= 500) request.log.error(fields, 'a recording was not taken in')
      else request.log.info(fields, 'a recording was refused')
      const { code, message } = problem
      return reply.code(problem.status).send({ error: { code, message, reference: request.id } })
    })
    // Whoever it is, before anything of what they send is looked at.
    app.addHook('onRequest', async (request) => {
      if (!isTelephoneSystem(request, parts.telephoneToken))
        throw new ApiFault(401, 'not-known', 'the bearer token is not the telephone system’s')
    })
    // Streamed, so the limit on bodies of forms does not count.
    app.post('/api/v1/recordings', { config: { sender: 'machine' }, bodyLimit: Number.MAX_SAFE_INTEGER }, async (request, reply) => {
      const answer = await takenIn(parts, request)
      if (answer.taken === 'refused') {
        const { status, message } = refusals[answer.why]
        throw new ApiFault(status, answer.why, message)
      }
      const { taken, recording, person, bytes } = answer
      return reply.code(taken === 'stored' ? 201 : 200).send({ recording, person, bytes, stored: taken === 'stored' })
    })
  }
}

class ApiFault extends Fault {
  readonly status: number

  constructor(status: number, code: string, message: string) {
    super(code, message)
    this.status = status
  }
}

async function takenIn(parts: ApiParts, request: FastifyRequest): Promise<CallAnswer> {
  if (!request.isMultipart()) throw new ApiFault(415, 'not-multipart', 'a recording comes as multipart/form-data: `call`, then `sound`')
  let call: Call | undefined
  for await (const each of request.parts()) {
    if (each.type === 'field' && each.fieldname === 'call') call = callOf(each.value)
    else if (each.type === 'file' && each.fieldname === 'sound') {
      if (call === undefined) throw new ApiFault(422, 'call-missing', '`call` has to come before `sound`')
      const answer = await takeInCall({ ...parts.gateParts, gate: parts.gate }, call, each.file)
      // What is not wanted is read to its end all the same, so that the sender hears the answer.
      each.file.resume()
      return answer
    } else throw new ApiFault(422, 'field-unknown', 'a recording has the fields `call` and `sound`, and no others')
  }
  throw new ApiFault(422, 'sound-missing', '`sound` is missing')
}

function callOf(value: unknown): Call {
  const parsed = callShape.safeParse(jsonOf(value))
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined
  const where = unknown ?? issue?.path.join('.') ?? ''
  throw new ApiFault(422, 'call-wrong', `\`call${where === '' ? '' : `.${where}`}\` is not as docs/telephony.md says`)
}

function jsonOf(value: unknown): unknown {
  try {
    return JSON.parse(z.string().parse(value))
  } catch {
    throw new ApiFault(422, 'call-wrong', '`call` is not JSON')
  }
}

function problemOf(error: unknown): Problem {
  if (error instanceof ApiFault) return { status: error.status, code: error.code, message: error.message }
  if (error instanceof Fault) {
    const status = problems[error.code]
    if (status !== undefined) return { status, code: error.code, message: error.message }
  }
  const status = error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500
  if (status < 500) return { status, code: 'bad-request', message: 'what was sent cannot be read as a recording' }
  return { status: 500, code: 'failed', message: 'it could not be taken in, and nothing of it was kept: send it again' }
}

/** Compared by digests, in the same time however much of it is right. */
function isTelephoneSystem(request: FastifyRequest, token: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(request.headers.authorization ?? ''), digest(`Bearer ${token}`))
}

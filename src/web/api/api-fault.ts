import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { Fault } from '#shared/fault.ts'
import { errorFields } from '../log.ts'
import { isUnavailable, tryAgainAfter } from '../unavailable.ts'

/** A refusal that says which field it was, and what the sender can do about it. */
export class ApiFault extends Fault {
  readonly status: number

  constructor(status: number, code: string, message: string) {
    super(code, message)
    this.status = status
  }
}

/** Who sends, as a message says it, and what they prove themselves with. */
export type Sender = { readonly sender: string; readonly token: string }

/** Whoever it is, before anything of what they send is looked at. */
export function onlyFrom(app: FastifyInstance, { sender, token }: Sender): void {
  app.addHook('onRequest', async (request, reply) => {
    if (bears(request, token)) return
    const left = await app.tried(request, 'token')
    if (left === 0) throw new ApiFault(401, 'not-known', `the bearer token is not the ${sender}’s`)
    reply.header('retry-after', left)
    throw tooMany()
  })
}

/** Compared by digests, in the same time however much of it is right. */
function bears(request: FastifyRequest, token: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(request.headers.authorization ?? ''), digest(`Bearer ${token}`))
}

/** What was sent as `field`, of one shape, with what is wrong named where it is; `told` is where its shape is written down. */
export function dataOf<Data>(field: string, shape: z.ZodType<Data>, told: string, value: unknown): Data {
  const parsed = shape.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined
  const where = unknown ?? issue?.path.join('.') ?? ''
  throw new ApiFault(422, `${field}-wrong`, `\`${field}${where === '' ? '' : `.${where}`}\` is not as ${told} says`)
}

function tooMany(): ApiFault {
  return new ApiFault(429, 'too-many-requests', 'too much came in a short time: send it again after the seconds that `Retry-After` names')
}

export type Problem = { readonly status: number; readonly code: string; readonly message: string }

/** What the sender is told: a refusal as it is, a fault of what was sent (such as a body that is too long) by its status, and 500 for what is ours. */
export function problemOf(error: unknown, one: string): Problem {
  if (error instanceof ApiFault) return { status: error.status, code: error.code, message: error.message }
  if (isUnavailable(error)) {
    return { status: 503, code: 'not-available', message: 'it could not be put on record at this moment: send it again in a little while' }
  }
  const status = error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500
  if (status === 429) return tooMany()
  if (status < 500) return { status, code: 'bad-request', message: `what was sent cannot be read as ${one}` }
  return { status: 500, code: 'failed', message: 'it could not be taken in, and nothing of it was kept: send it again' }
}

/** Answers with it, and logs what it came of. `one`: one of what comes, as a message says it. */
export function sendProblem(request: FastifyRequest, reply: FastifyReply, error: unknown, problem: Problem, one: string): FastifyReply {
  const { status, code, message } = problem
  const fields = { ...errorFields(error), reference: request.id }
  if (status >= 500) request.log.error(fields, `${one} was not taken in`)
  else request.log.info(fields, `${one} was refused`)
  if (status === 503) reply.header('retry-after', tryAgainAfter)
  return reply.code(status).send({ error: { code, message, reference: request.id } })
}

import type { FastifyInstance } from 'fastify'
import { takeInArrival } from '#exchange/telephone/arrive.ts'
import { arrivalShape } from '#exchange/telephone/call.ts'
import type { GateParts } from '#gate/parts.ts'
import { limitedAsMachine } from '../request-limits.ts'
import { dataOf, onlyFrom, problemOf, sendProblem } from './api-fault.ts'

const one = 'a ringing call'

/** `POST /api/v1/calls`: the telephone system says that a call rings at a line (TC1), as JSON. */
export function arrivingCallsDoor(parts: {
  readonly gateParts: GateParts
  /** What the telephone system proves itself with. */
  readonly telephoneToken: string
}): (app: FastifyInstance) => Promise<void> {
  return async (app) => {
    app.setErrorHandler((error, request, reply) => sendProblem(request, reply, error, problemOf(error, one), one))
    onlyFrom(app, { sender: 'telephone system', token: parts.telephoneToken })
    app.addContentTypeParser('application/json', { parseAs: 'string' }, app.getDefaultJsonParser('error', 'error'))
    app.post('/api/v1/calls', { config: { sender: 'machine', ...limitedAsMachine }, bodyLimit: 4096 }, async (request, reply) => {
      const call = dataOf('call', arrivalShape, 'docs/telephony.md', request.body)
      const { id, isNew } = await takeInArrival(parts.gateParts, call)
      return reply.code(isNew ? 201 : 200).send({ call: id, stored: isNew })
    })
  }
}

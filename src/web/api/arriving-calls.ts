import type { FastifyInstance } from 'fastify'
import { takeInArrival } from '#exchange/telephone/arrive.ts'
import { arrivalShape } from '#exchange/telephone/call.ts'
import type { GateDeps } from '#gate/deps.ts'
import { limitedAsMachine } from '../request-limits.ts'
import { ApiFault, dataOf, onlyFrom, problemOf, sendProblem } from './api-fault.ts'

const one = 'a ringing call'

/** `POST /api/v1/calls`: the telephone system says that a call rings at a line (TC1), as JSON. */
export function arrivingCallsDoor(deps: {
  readonly gateDeps: GateDeps
  /** What the telephone system proves itself with. */
  readonly telephoneToken: string
}): (app: FastifyInstance) => Promise<void> {
  return async (app) => {
    app.setErrorHandler((error, request, reply) => sendProblem(request, reply, error, problemOf(error, one), one))
    onlyFrom(app, { sender: 'telephone system', token: deps.telephoneToken })
    app.addContentTypeParser('application/json', { parseAs: 'string' }, app.getDefaultJsonParser('error', 'error'))
    app.post('/api/v1/calls', { config: { sender: 'machine', ...limitedAsMachine }, bodyLimit: 4096 }, async (request, reply) => {
      const call = dataOf('call', arrivalShape, 'docs/telephony.md', request.body)
      const { id, noted } = await takeInArrival(deps.gateDeps, call)
      if (noted === 'other') throw new ApiFault(409, 'taken', 'another call rings at `line` under `reference`: send this one under its own')
      return reply.code(noted === 'new' ? 201 : 200).send({ call: id, stored: noted === 'new' })
    })
  }
}

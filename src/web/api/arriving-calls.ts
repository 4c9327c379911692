import type { FastifyInstance } from 'fastify'
import { takeInArrival } from '#exchange/telephone/arrive.ts'
import { arrivalShape } from '#exchange/telephone/call.ts'
import type { GateParts } from '#gate/parts.ts'
import { errorFields } from '../log.ts'
import { ApiFault, dataOf, onlyFrom, statusOf } from './api-fault.ts'

/** `POST /api/v1/calls`: the telephone system says that a call rings at a line (TC1), as JSON. */
export function arrivingCallsDoor(parts: {
  readonly gateParts: GateParts
  /** What the telephone system proves itself with. */
  readonly telephoneToken: string
}): (app: FastifyInstance) => Promise<void> {
  return async (app) => {
    app.setErrorHandler((error, request, reply) => {
      const status = statusOf(error)
      const fields = { ...errorFields(error), reference: request.id }
      if (status >= 500) request.log.error(fields, 'a ringing call was not taken in')
      else request.log.info(fields, 'a ringing call was refused')
      return reply.code(status).send({ error: { ...told(error, status), reference: request.id } })
    })
    onlyFrom(app, { sender: 'telephone system', token: parts.telephoneToken })
    app.addContentTypeParser('application/json', { parseAs: 'string' }, app.getDefaultJsonParser('error', 'error'))
    app.post('/api/v1/calls', { config: { sender: 'machine' }, bodyLimit: 4096 }, async (request, reply) => {
      const call = dataOf('call', arrivalShape, 'docs/telephony.md', request.body)
      const { id, isNew } = await takeInArrival(parts.gateParts, call)
      return reply.code(isNew ? 201 : 200).send({ call: id, stored: isNew })
    })
  }
}

function told(error: unknown, status: number): { readonly code: string; readonly message: string } {
  if (error instanceof ApiFault) return { code: error.code, message: error.message }
  if (status < 500) return { code: 'bad-request', message: 'what was sent cannot be read as a call in JSON' }
  return { code: 'failed', message: 'it could not be taken in, and nothing of it was kept: send it again' }
}

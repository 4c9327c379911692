import { Fault } from '#shared/fault.ts'

const codes = {
  400: 'bad-request',
  403: 'forbidden',
  404: 'not-found',
  409: 'already-sent',
  412: 'stale-edit',
  413: 'too-long',
  415: 'wrong-content-type',
  422: 'not-understood',
  429: 'too-many-requests',
  503: 'not-ready',
} as const
export type HttpStatus = keyof typeof codes

/** Something about the request itself is wrong; answered with that status and its page. */
export class HttpFault extends Fault {
  readonly statusCode: HttpStatus

  constructor(statusCode: HttpStatus, message: string, options: { cause?: unknown } = {}) {
    super(codes[statusCode], message, options)
    this.statusCode = statusCode
  }
}

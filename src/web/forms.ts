import type { FastifyReply } from 'fastify'
import type { z } from 'zod'
import type { FormError } from './components/error-summary.tsx'
import { HttpFault } from './http-fault.ts'

export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  /** What to say at which field, and what was typed, to be shown again. */
  | { readonly ok: false; readonly errors: readonly FormError[]; readonly values: Readonly<Record<string, string>> }

export type Refusal = Extract<Parsed<unknown>, { ok: false }>

/** What a button of ours, or a script, sends along: nobody types it, so anything else is status 400. */
export function sentAlong<T>(shape: z.ZodType<T>, body: unknown): T {
  const result = shape.safeParse(body)
  if (!result.success) throw new HttpFault(400, 'the form does not say what it is about')
  return result.data
}

/** The address's query against its strict shape; anything else is status 400, as no page links to it. */
export function parseQuery<T>(shape: z.ZodType<T>, query: unknown): T {
  const result = shape.safeParse(query ?? {})
  if (!result.success) throw new HttpFault(400, 'the address has a query that its page does not have')
  return result.data
}

/** The hidden value that proves a form was shown to this session; a new one each time a form is shown. */
export function formToken(reply: FastifyReply): string {
  return reply.generateCsrf()
}

/** What was typed, to be shown again. */
export function typed(body: unknown): Record<string, string> {
  if (typeof body !== 'object' || body === null) return {}
  return Object.fromEntries(Object.entries(body).filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
}

import type { FastifyReply } from 'fastify'
import type { z } from 'zod'
import type { FormError } from './components/error-summary.tsx'
import { HttpFault } from './http-fault.ts'

export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  /** What to say at which field, and what was typed, to be shown again. */
  | { readonly ok: false; readonly errors: readonly FormError[]; readonly values: Readonly<Record<string, string>> }

export type Refusal = Extract<Parsed<unknown>, { ok: false }>

/**
 * A sent form against its strict shape. What a person can mend comes back as errors by field; a field the form never had,
 * or a list where one value belongs, was not sent by our page: status 400.
 */
export function parseForm<T>(shape: z.ZodType<T>, body: unknown): Parsed<T> {
  const result = shape.safeParse(body ?? {})
  if (result.success) return { ok: true, value: result.data }
  const errors = new Map<string, string>()
  for (const issue of result.error.issues) {
    const field = issue.path[0]
    if (issue.code === 'unrecognized_keys' || typeof field !== 'string')
      throw new HttpFault(400, 'the form has fields that its page does not have')
    if (issue.code === 'invalid_type' && sentValue(body, field) !== undefined)
      throw new HttpFault(400, `the field \`${field}\` was not sent as plain text`)
    if (!errors.has(field)) errors.set(field, issue.message)
  }
  return { ok: false, errors: [...errors].map(([field, message]) => ({ field, message })), values: typed(body) }
}

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

function sentValue(body: unknown, field: string): unknown {
  return typeof body === 'object' && body !== null ? new Map(Object.entries(body)).get(field) : undefined
}

/** What was typed, to be shown again. */
export function typed(body: unknown): Record<string, string> {
  if (typeof body !== 'object' || body === null) return {}
  return Object.fromEntries(Object.entries(body).filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
}

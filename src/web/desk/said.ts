import type { FastifyRequest } from 'fastify'

/** What a page can be told to say of what was just done: constant words, about nobody. */
const words = {
  'identity-matched': 'It matched. Their account is open to you for 30 minutes.',
  'kept-open': 'The record stays open for another 30 minutes.',
  'record-closed': 'The record is closed.',
} as const

export type Said = keyof typeof words

declare module 'fastify' {
  interface Session {
    /** Said once, on the next page of the desk. */
    saidWords?: string | undefined
  }
}

export function say(request: FastifyRequest, said: Said): void {
  sayWords(request, words[said])
}

/** A page's own constant words. */
export function sayWords(request: FastifyRequest, said: string): void {
  request.session.set('saidWords', said)
}

/** What there is to say, and never again: a reload does not repeat it. */
export function takeSaid(request: FastifyRequest): string | undefined {
  const { saidWords: said } = request.session
  if (said === undefined) return undefined
  request.session.set('saidWords', undefined)
  return said
}

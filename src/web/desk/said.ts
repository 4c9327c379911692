import type { FastifyRequest } from 'fastify'

declare module 'fastify' {
  interface Session {
    /** Said once, on the next page of the desk. */
    saidWords?: string | undefined
  }
}

/** What is to be said of what was just done. INVARIANT: a page's own constant words, about nobody. */
export function say(request: FastifyRequest, words: string): void {
  request.session.set('saidWords', words)
}

/** What there is to say, and never again: a reload does not repeat it. */
export function takeSaid(request: FastifyRequest): string | undefined {
  const { saidWords } = request.session
  if (saidWords !== undefined) request.session.set('saidWords', undefined)
  return saidWords
}

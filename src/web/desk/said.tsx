import type { FastifyRequest } from 'fastify'
import type { JSX } from 'preact'
import { NotificationBanner } from '../components/index.ts'

declare module 'fastify' {
  interface Session {
    /** Said once, on the next page of the desk. */
    said?: { readonly words: string; readonly isDone: boolean } | undefined
  }
}

/** What is to be said of what was just done, or of what was not. INVARIANT: a page's own constant words, about nobody. */
export function say(request: FastifyRequest, words: string, isDone = true): void {
  request.session.set('said', { words, isDone })
}

/** What there is to say, and never again: a reload does not repeat it. */
export function takeSaid(request: FastifyRequest): JSX.Element | null {
  const { said } = request.session
  if (said === undefined) return null
  request.session.set('said', undefined)
  return <NotificationBanner type={said.isDone ? 'success' : undefined}>{said.words}</NotificationBanner>
}

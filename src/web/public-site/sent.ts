import type { FastifyRequest } from 'fastify'

type Sent = { readonly form: 'contact' | 'copy' | 'feedback' | 'no-marketing'; readonly reference: string; readonly by?: string }

declare module 'fastify' {
  interface Session {
    /** The last form that was taken in from this browser, for the page that confirms it. An address confirms nothing: anybody can write one. */
    sent?: Sent | undefined
  }
}

/** Remembers what was taken in. `by`: the day by which it is answered, as ISO 8601. */
export function rememberSent({ session }: FastifyRequest, sent: Sent): void {
  session.set('sent', sent)
}

/** What this browser sent with the form; undefined where it sent nothing. */
export function lastSent({ session }: FastifyRequest, form: Sent['form']): Sent | undefined {
  return session.sent?.form === form ? session.sent : undefined
}

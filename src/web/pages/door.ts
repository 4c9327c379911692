import type { FastifyReply, FastifyRequest, RouteShorthandOptions } from 'fastify'
import type { ComponentChildren, JSX } from 'preact'
import type { NotPermitted } from '#decisions/decision.ts'
import type { Act } from '#notice/vocabulary.ts'
import type { FormError } from '../components/error-summary.tsx'

/** Who comes to a page, and with what: a door adds who they are and what is open to them. */
export type Visit = { readonly request: FastifyRequest; readonly reply: FastifyReply }

/** The address of the page that was asked for, without what is asked of it. */
export function pathOf({ url }: Pick<FastifyRequest, 'url'>): string {
  return url.split('?')[0] ?? url
}

/** A page as its subject draws it; the door puts its own frame around it. */
export type Drawn = {
  readonly title: string
  /** The question that the page's form asks is its heading. */
  readonly heading?: 'in-form'
  readonly back?: { readonly href: string; readonly text?: string } | undefined
  /** Below the bar: whose record this is. */
  readonly strip?: ComponentChildren
  /** The answer first, below the title. */
  readonly lead?: ComponentChildren
  /** The item as it was read, for whoever asks for it again. */
  readonly version?: string
  readonly body: ComponentChildren
}

/** What pages need of the door that they stand behind: the desk, a record that is open at it, an account. */
export type Door<V extends Visit> = {
  /** Lets in whoever may come, and answers everybody else itself. */
  enter(work: (visit: V) => unknown): (request: FastifyRequest, reply: FastifyReply) => unknown
  /** The first page behind it. */
  readonly home: string
  /** Who may send a form here. */
  readonly sends: RouteShorthandOptions
  send(visit: V, drawn: Drawn, errors?: readonly FormError[]): FastifyReply | Promise<FastifyReply>
  /** The notice's own refusal: what, why, and who can. */
  refuse(visit: V, refusal: NotPermitted, act: Act, back: string): FastifyReply
  /** Somebody was quicker. `back`: where it can be seen as it is now. `now`: what it says now, in a few words; null where it is not there any more. */
  stale(visit: V, back: string, now?: string | null): FastifyReply | Promise<FastifyReply>
  /** The hidden box that proves a form was shown to this visitor. */
  token(visit: V): JSX.Element
  /** Said once, on the next page: of what was done, or of what was not. INVARIANT: about nobody; a page's own constant. */
  say(visit: V, words: string, isDone?: boolean): void
  today(): Temporal.PlainDate
}

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { NotPermitted } from '#decisions/decision.ts'
import { explain } from '#decisions/explain.ts'
import { callsOpenTo } from '#duties/calls/calls.ts'
import type { ClockTrust } from '#duties/retention/clock-look.ts'
import type { Gate } from '#gate/gate.ts'
import type { Colleague } from '#gate/judge.ts'
import type { GateParts } from '#gate/parts.ts'
import type { Ffmpeg } from '#media/ffmpeg.ts'
import type { Edition } from '#notice/edition.ts'
import type { Act, Category } from '#notice/vocabulary.ts'
import { sendPage } from '../answers.tsx'
import { formToken } from '../forms.ts'
import { HttpFault } from '../http-fault.ts'
import type { Look } from '../look.ts'
import type { Editions } from '../parts.ts'
import { type BarLink, deskFrame, SignedInAs } from './frame.tsx'
import { ClosedPage, RefusedPage } from './refused-page.tsx'
import { colleagueOf } from './session.ts'
import type { SignIn } from './sign-in.ts'
import { explainedTo } from './view-in-words.ts'

export type DeskParts = {
  readonly gateParts: GateParts
  readonly gate: Gate
  readonly editions: Editions
  readonly look: Look
  /** What treats film and sound; null where none is installed. */
  readonly ffmpeg: Ffmpeg | null
  readonly signIn: SignIn
  /** When a clock is believed. Absent: as is usual. */
  readonly trust?: ClockTrust
  /** The folder where a file waits on its way in. Absent: one below the system's own for what is passing. */
  readonly setAsideIn?: string
}

/** A subject's link in the bar: where it leads for this colleague, null where it is not theirs to work with. `at`: its pages' address. */
export type DeskLink = {
  readonly text: string
  readonly at: string
  readonly leadsTo: (edition: Edition, colleague: Colleague) => string | null
}

/** `links`: the bar's, as they are open to this colleague. `calls`: what of recorded calls is. */
export type Signed = {
  readonly colleague: Colleague
  readonly token: string
  readonly links: readonly BarLink[]
  readonly calls: ReturnType<typeof callsOpenTo>
}

declare module 'fastify' {
  interface FastifyRequest {
    deskLinks?: readonly BarLink[]
    callsOpen: Signed['calls'] | null
  }
}

const noCalls = { answers: false, monitors: false, links: false } as const

/** What the edition in force opens to whoever is asking, for the bar of every page. */
export function noteWhatIsOpen(app: FastifyInstance, { editions }: Pick<DeskParts, 'editions'>, links: readonly DeskLink[]): void {
  app.decorateRequest('deskLinks')
  app.decorateRequest('callsOpen', null)
  // As soon as the session is known: whoever is refused before their form is read is told on a page with its bar.
  app.addHook('onRequest', async (request) => {
    const colleague = colleagueOf(request)
    if (colleague === undefined) return
    const { edition } = editions.current()
    request.deskLinks = links.flatMap(({ text, at, leadsTo }) => {
      const href = leadsTo(edition, colleague)
      return href === null ? [] : [{ text, at, href }]
    })
    request.callsOpen = callsOpenTo(edition, colleague)
  })
}

/** Who is asking. Signed out, a page was answered by the way in before it came here; what is left is a form, and refused. */
export function signedIn(request: FastifyRequest, reply: FastifyReply): Signed {
  const colleague = colleagueOf(request)
  if (colleague === undefined) throw new HttpFault(403, 'nobody is signed in')
  return { colleague, token: formToken(reply), links: request.deskLinks ?? [], calls: request.callsOpen ?? noCalls }
}

/** `current`: the address of the page, where the bar leads to it. */
export function bar({ colleague, token, links }: Signed, current?: string) {
  return <SignedInAs colleague={colleague} token={token} links={links} current={current} />
}

/** What was asked for when it was refused, so that the words can name it. */
export type Wanted = { readonly activity: string; readonly act?: Act; readonly categories: readonly Category[] }

/** The notice's own refusal: what, why, and who can. */
export function refused(
  parts: DeskParts,
  reply: FastifyReply,
  signed: Signed,
  refusal: NotPermitted,
  back: string,
  wanted: Wanted,
): FastifyReply {
  const { edition } = parts.editions.current()
  const [first, ...others] = wanted.categories
  const explained =
    first === undefined
      ? explain(refusal, { edition })
      : explainedTo({ edition, colleague: signed.colleague, ...wanted }, refusal, [first, ...others])
  reply.code(403)
  return sendPage(reply, <RefusedPage frame={deskFrame(parts)} bar={bar(signed)} explained={explained} back={back} />)
}

export function closed(parts: DeskParts, reply: FastifyReply, signed: Signed): FastifyReply {
  reply.code(404)
  return sendPage(reply, <ClosedPage frame={deskFrame(parts)} bar={bar(signed)} />)
}

/** The id that the address names. */
export function idIn(request: FastifyRequest): string {
  const parsed = addressed.safeParse(request.params)
  if (!parsed.success) throw new HttpFault(404, 'the address names nobody')
  return parsed.data.id
}

const addressed = z.object({ id: z.uuid() })

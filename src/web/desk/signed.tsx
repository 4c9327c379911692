import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { AlertTools } from '#duties/alerts/letter.ts'
import { callsOpenTo } from '#duties/calls/calls.ts'
import type { ClockTrust } from '#duties/retention/clock-look.ts'
import type { AnswerTools } from '#duties/rights/answer/tools.ts'
import type { TellingTools } from '#duties/shares/telling.ts'
import type { ShareTools } from '#duties/shares/tools.ts'
import type { WitnessStanding } from '#evidence/witness/witnessed.ts'
import type { GateDeps } from '#gate/deps.ts'
import type { Gate } from '#gate/gate.ts'
import type { Colleague } from '#gate/judge.ts'
import type { RecordType } from '#gate/record-type.ts'
import type { ReadsPdf } from '#media/document.ts'
import type { Ffmpeg } from '#media/ffmpeg.ts'
import type { Edition } from '#notice/edition.ts'
import { opensList } from '#notice/grants-of.ts'
import type { Act, Category } from '#notice/vocabulary.ts'
import { Button, Link } from '../components/index.ts'
import type { Editions } from '../deps.ts'
import { formToken } from '../forms.ts'
import { HttpFault } from '../http-fault.ts'
import type { Look } from '../look.ts'
import { colleagueOf } from '../sign-in/session.ts'
import type { SignIn } from '../sign-in/sign-in.ts'

/** What the desk is opened with. */
export type DeskNeeds = {
  readonly gateDeps: GateDeps
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
  /** How the words of a PDF are read. Absent: of none, so that a colleague types them. */
  readonly readsPdf?: ReadsPdf
  /** What answers to requests for a copy, files that are shared, and letters that tell of them, are made with. Absent: none can be made. */
  readonly answerTools?: AnswerTools & ShareTools & TellingTools & AlertTools
  /** How the witnesses of the evidence stand. Absent: none is set. */
  readonly witnessStandings?: () => Promise<readonly WitnessStanding[]>
}

/** `links`: of every subject that has one, in the order of the bar. */
export type DeskDeps = DeskNeeds & { readonly links: readonly DeskLink[] }

/** A subject's link in the bar: where it leads for this colleague, null where it is not theirs to work with. `at`: its pages' address. */
export type DeskLink = {
  readonly text: string
  readonly at: string
  readonly leadsTo: (edition: Edition, colleague: Colleague) => string | null
}

/** The way for whoever may see a list of the type, for what it is usually collected for. */
export function whoSees({ usual: activity, category }: Pick<RecordType, 'usual' | 'category'>, at: string): DeskLink['leadsTo'] {
  return (edition, { roles }) => (opensList(edition, roles, { activity, category }) ? at : null)
}

/** Who is asking. `calls`: what of recorded calls is open to them. */
export type Signed = {
  readonly colleague: Colleague
  readonly token: string
  readonly calls: ReturnType<typeof callsOpenTo>
}

/** What was asked for when it was refused, so that the words can name it. */
export type Wanted = { readonly activity: string; readonly act?: Act; readonly categories: readonly Category[] }

/** Signed out, a page was answered by the way in before it came here; what is left is a form, and refused. */
export function signedIn({ editions }: DeskDeps, request: FastifyRequest, reply: FastifyReply): Signed {
  const colleague = colleagueOf(request)
  if (colleague === undefined) throw new HttpFault(403, 'nobody is signed in')
  return { colleague, token: formToken(reply), calls: callsOpenTo(editions.current().edition, colleague) }
}

/** Right of the name: what the colleague works with, who they are, and the way out. `path`: of the page, which belongs to the subject below whose address it is. */
export function bar({ editions, links }: DeskDeps, { colleague, token }: Signed, path: string) {
  const { edition } = editions.current()
  return (
    <>
      <nav aria-label="Work" class="app-bar__list">
        {links.map(({ text, at, leadsTo }) => {
          const href = leadsTo(edition, colleague)
          return href === null ? null : (
            <Link href={href} class="app-bar__link" current={path === at || (path.startsWith(`${at}/`) && 'within')}>
              {text}
            </Link>
          )
        })}
      </nav>
      <form method="post" action="/desk/sign-out" class="app-bar__form">
        <input type="hidden" name="_csrf" value={token} />
        <span class="app-meta">
          {colleague.name}, {colleague.team}
        </span>
        <Button class="govuk-button--secondary">Sign out</Button>
      </form>
    </>
  )
}

/** The id that the address names: of whom, or of what, its page is. */
export const idIn = named('id')
/** The id of the item that the address names beside the record that is open. */
export const itemIn = named('item')
/** The id of the text of a copy that the address names beside its request. */
export const textIn = named('text')

function named(name: string): (request: Pick<FastifyRequest, 'params'>) => string {
  const addressed = z.object({ [name]: z.uuid() }).transform((params) => params[name] ?? '')
  return ({ params }) => {
    const parsed = addressed.safeParse(params)
    if (!parsed.success) throw new HttpFault(404, `the address names no \`${name}\``)
    return parsed.data
  }
}

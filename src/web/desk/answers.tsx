import type { FastifyReply } from 'fastify'
import type { NotPermitted } from '#decisions/decision.ts'
import type { Explanation } from '#decisions/explain.ts'
import { explainedTo } from '#duties/openings/explained.ts'
import { sendPage } from '../answers.tsx'
import { Button, type FormError, InsetText, Link, Page } from '../components/index.ts'
import { type Drawn, pathOf } from '../pages/index.ts'
import { deskFrame } from './frame.tsx'
import { takeSaid } from './said.tsx'
import { bar, type DeskDeps, type Signed, type Wanted } from './signed.tsx'

/** A page as its subject drew it, with what every page of the desk has around it. What was done before is said on a page, and on no refusal. */
export function sendDrawn(
  deps: DeskDeps,
  reply: FastifyReply,
  signed: Signed,
  { title, heading, back, strip, lead, body }: Drawn,
  errors?: readonly FormError[],
): FastifyReply {
  const said = reply.statusCode === 200 ? takeSaid(reply.request) : null
  const path = pathOf(reply.request)
  const around = { frame: deskFrame(deps, path), bar: bar(deps, signed, path), width: 'desk', back, strip, errors } as const
  return sendPage(
    reply,
    <Page {...around} title={title} heading={heading}>
      {said}
      {lead === undefined ? null : <p class="app-lead">{lead}</p>}
      {body}
    </Page>,
  )
}

/** The notice's own refusal: what, why, and who can. It never looks empty. */
export function refused(
  deps: DeskDeps,
  reply: FastifyReply,
  signed: Signed,
  refusal: NotPermitted,
  back: string,
  wanted: Wanted,
): FastifyReply {
  const asking = { edition: deps.editions.current().edition, colleague: signed.colleague, ...wanted }
  const body = (
    <>
      <Why explained={explainedTo(asking, refusal, wanted.categories)} />
      <p class="govuk-body">This request has been logged, like every request made here.</p>
    </>
  )
  return sendDrawn(deps, reply.code(403), signed, { title: 'This is closed to you', back: { href: back }, body })
}

export function Why(props: { readonly explained: readonly Explanation[] }) {
  return (
    <ul class="govuk-list govuk-list--bullet">
      {props.explained.map((each) => (
        <li>
          {each.why} {each.remedy} (<Link href={`/promises#clause-${each.clause}`}>{each.clause}</Link>)
        </li>
      ))}
    </ul>
  )
}

/** For status 404: the record was open to the colleague, or never was. */
export const closedRecord: Drawn = {
  title: 'This record has closed',
  back: { href: '/desk' },
  lead: 'A record closes automatically after 30 minutes, or when you close it. To open it again, find the person and give a reason.',
  body: <Button href="/desk">Find a person</Button>,
}

/**
 * For status 412: somebody was quicker. Nothing of theirs was overwritten, and nothing of this colleague's was kept. `now`: what it says now;
 * undefined where that is not told, null where it is not there any more.
 */
export function changedSince(back: string, now: string | null | undefined): Drawn {
  const body = (
    <>
      {now == null ? null : <InsetText>It now says: {now}</InsetText>}
      <Button href={back}>{now === null ? 'Go back' : 'See the current version'}</Button>
    </>
  )
  return {
    title: now === null ? 'This is no longer here' : 'Somebody has changed this since you opened it',
    back: { href: back },
    lead: `Your change was not saved. ${now === null ? goneNow : 'Look at the current version and try again.'}`,
    body,
  }
}

const goneNow = 'It has been removed, or somebody has already dealt with it.'

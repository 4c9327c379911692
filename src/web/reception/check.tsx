import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { JSX } from 'preact'
import type { Answer } from '#decisions/done-or-refused.ts'
import { dateIn } from '#shared/clock.ts'
import { Button, Link, SummaryList } from '../components/index.ts'
import { actionButton, page } from '../pages/index.ts'
import { BadgeCard, badgeAt } from './badge-card.tsx'
import type { ReceptionDeps } from './deps.ts'
import { checkAt, officeName, receptionAt, shownAt } from './frame.tsx'
import { asksSoon } from './idle.tsx'
import { type AtKiosk, atKiosk, onlyWhere, sendTooMany } from './kiosk-door.tsx'
import { noticeWords } from './notice-words.ts'
import { after, askedBy, type StepId, said, stepsOf } from './questions.tsx'
import { backFrom } from './sign-in.tsx'
import { type Badge, badgeGiven, entryOf, visitorAt } from './under-way.ts'

/** The answers once more, and then the book. */
export function checkRoutes(app: FastifyInstance, deps: ReceptionDeps): void {
  const kiosk = after(deps, atKiosk(deps))
  page(app, kiosk, {
    at: checkAt,
    load({ request, reply }) {
      asksSoon(deps, reply, 'check')
      return { ok: true, answers: visitorAt(deps, request).answers }
    },
    draw({ answers }, visit) {
      const { edition } = deps.editions.current()
      const [ids, steps] = [askedBy(edition), stepsOf(noticeWords(edition))]
      const rows = ids.map((id) => ({ key: steps[id].key, value: <Said id={id} of={steps[id].key} said={said[id](answers)} /> }))
      const body = [<SummaryList rows={rows} />, actionButton(kiosk, visit, checkAt, 'Sign in')]
      return { title: 'Check your answers', back: backFrom(ids), body }
    },
  })

  async function signIn(visit: AtKiosk): Promise<unknown> {
    const { request, reply } = visit
    const entry = entryOf(deps, request)
    if (entry === undefined) return reply.redirect(receptionAt, 303)
    const left = await app.tried(request, 'entry', visit.kiosk.id)
    if (left > 0) return sendTooMany(deps, visit, left)
    const answer = await deps.book.signInAtKiosk(visit.kiosk, entry, request.formId)
    if (!answer.ok)
      return answer.why === 'refused' ? kiosk.refuse(visit, answer.refusal, 'collect', receptionAt) : kiosk.stale(visit, receptionAt)
    badgeGiven(deps, request, { token: answer.badge, code: answer.code })
    return reply.redirect(shownAt, 303)
  }
  app.post(checkAt, kiosk.sends, kiosk.enter(signIn))
}

function Said(props: { readonly id: StepId; readonly of: string; readonly said: string | undefined }): JSX.Element {
  return (
    <>
      <span class="app-kiosk__said">{props.said}</span>
      <Link href={`${receptionAt}/${props.id}`} class="govuk-link app-kiosk__change">
        Change<span class="govuk-visually-hidden"> {props.of}</span>
      </Link>
    </>
  )
}

/** Whoever is not in the book yet, though all is answered, goes back to the answers. */
function insteadOfBadge(deps: ReceptionDeps): (request: FastifyRequest) => string {
  return (request) => (entryOf(deps, request) === undefined ? receptionAt : checkAt)
}

/** The badge, for as long as its visitor stands there. */
export function badgeShown(app: FastifyInstance, deps: ReceptionDeps): void {
  const kiosk = onlyWhere(atKiosk(deps), (request) => visitorAt(deps, request).badge !== undefined, insteadOfBadge(deps))
  page(app, kiosk, {
    at: shownAt,
    load({ request, reply }): Answer<{ readonly badge: Badge }, 'gone'> {
      asksSoon(deps, reply, 'badge')
      const { badge } = visitorAt(deps, request)
      return badge === undefined ? { ok: false, why: 'gone' } : { ok: true, badge }
    },
    draw({ badge: { token, code } }, { request, kiosk: { site } }) {
      const at = badgeAt(deps.origin ?? `${request.protocol}://${request.host}`, token)
      const office = officeName(deps.editions.current().edition, site)
      const body = (
        <>
          <BadgeCard at={at} code={code} office={office} day={dateIn(deps.clock())} />
          <Button href={receptionAt}>Done</Button>
        </>
      )
      const lead = 'You need this badge to sign out when you leave. Scan the square with your phone, print it, or write down the code.'
      return { title: 'You are signed in', lead, body }
    },
  })
}

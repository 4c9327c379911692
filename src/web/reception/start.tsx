import type { FastifyInstance } from 'fastify'
import type { JSX } from 'preact'
import { done } from '#decisions/done-or-refused.ts'
import type { Kiosk } from '#duties/visits/kiosks.ts'
import { dateIn } from '#shared/clock.ts'
import { sendPage } from '../answers.tsx'
import { Button, Link } from '../components/index.ts'
import { fewTries } from '../few-tries.ts'
import { form, text } from '../form/index.ts'
import { page } from '../pages/index.ts'
import { Prose } from '../public-site/prose.tsx'
import { fromAnybody } from '../who-may-send.ts'
import { sendClaim } from './claim-page.tsx'
import type { ReceptionDeps } from './deps.ts'
import { KioskPage, kioskFrame, receptionAt } from './frame.tsx'
import { asksSoon } from './idle.tsx'
import { kioskCookie } from './kiosk-cookie.ts'
import { atKiosk, kioskOf } from './kiosk-door.tsx'
import { answerOf, noticeWords } from './notice-words.ts'
import { turnEnds } from './under-way.ts'

const claiming = form({ code: text({ label: 'Code', least: 4, most: 40, missing: 'Enter the code that the desk shows' }) })
const claimed = { ...fromAnybody, onRequest: fewTries('kiosk') }
const notThisCode = { field: 'code', message: 'This code is wrong, or is no longer valid. Get a new one at the desk' }

/** The start screen, which shows nobody's entry; and how a browser becomes a reception tablet. */
export function startRoutes(app: FastifyInstance, deps: ReceptionDeps): void {
  const cookie = kioskCookie(deps.secure)
  app.get(receptionAt, async (request, reply) => {
    const kiosk = await kioskOf(deps, request)
    if (kiosk !== undefined) await turnEnds(request)
    if (kiosk == null) return sendClaim(deps, reply, kiosk === null)
    cookie.keep(request, reply)
    return sendPage(reply, <StartPage deps={deps} kiosk={kiosk} />)
  })
  app.post(`${receptionAt}/claim`, claimed, async (request, reply) => {
    const sent = claiming.read(request.body, dateIn(deps.clock()))
    if (!sent.ok) return sendClaim(deps, reply, false, sent)
    const claim = await deps.kiosks.claim(sent.value.code)
    if (claim === null) return sendClaim(deps, reply, false, { ok: false, errors: [notThisCode], values: {} })
    // Whoever set it up leaves nothing of their own session on it.
    await request.session.regenerate()
    cookie.write(reply, claim.token)
    return reply.redirect(receptionAt, 303)
  })
  page(app, atKiosk(deps), {
    at: `${receptionAt}/notice`,
    load({ reply }) {
      asksSoon(deps, reply, 'notice')
      return done
    },
    draw() {
      const { question, markdown } = answerOf(deps.editions.current().edition)
      return { title: question, back: { href: receptionAt }, body: <Prose markdown={markdown} /> }
    },
  })
}

function StartPage({ deps, kiosk }: { readonly deps: ReceptionDeps; readonly kiosk: Kiosk }): JSX.Element {
  const { edition } = deps.editions.current()
  const { why, kept, cameras } = noticeWords(edition)
  const sentences = [why, kept === null ? null : `How long we keep your entry: ${kept}.`, cameras].filter((each) => each !== null)
  return (
    <KioskPage frame={kioskFrame(deps, kiosk)} title={`Welcome to ${edition.landlord.shortName}`}>
      <div class="app-kiosk__ways">
        <Button href={`${receptionAt}/name`}>Sign in</Button>
        <Button href={`${receptionAt}/sign-out`} class="govuk-button--secondary">
          Sign out
        </Button>
      </div>
      <div class="app-kiosk__notice">
        {sentences.map((sentence) => (
          <p class="govuk-body">{sentence}</p>
        ))}
        <p class="govuk-body">
          <Link href={`${receptionAt}/notice`} class="govuk-link app-kiosk__more">
            More about your privacy
          </Link>
        </p>
      </div>
    </KioskPage>
  )
}

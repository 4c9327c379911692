import type { FastifyInstance, FastifyReply } from 'fastify'
import { sendPage } from '../answers.tsx'
import { Button } from '../components/index.ts'
import { statusOf } from '../error-pages.tsx'
import type { ReceptionDeps } from './deps.ts'
import { checkAt, KioskPage, kioskFrame, receptionAt, shownAt } from './frame.tsx'
import { askedBy, firstOpen } from './questions.tsx'
import { entryOf, visitorAt } from './under-way.ts'

/** Seconds after which the browser looks whether an entry is in the book. */
const looksAfter = 2

/**
 * A button that is pressed twice sends its form twice. The second is not taken, and its answer is the one that the browser shows: it leads to
 * where the first leads, so that nobody loses their badge by it.
 */
export function pressedTwice(app: FastifyInstance, deps: ReceptionDeps): void {
  app.setErrorHandler((error, request, reply) => {
    if (statusOf(error) !== 409 || request.routeOptions.url?.startsWith(`${receptionAt}/`) !== true) throw error
    const { badge, answers } = visitorAt(deps, request)
    if (badge !== undefined) return reply.redirect(shownAt, 303)
    if (request.routeOptions.url === checkAt && entryOf(deps, request) !== undefined) return sendWait(deps, reply)
    const next = firstOpen(answers, askedBy(deps.editions.current().edition))
    if (Object.keys(answers).length === 0) throw error
    return reply.redirect(`${receptionAt}/${next ?? 'check'}`, 303)
  })
}

/** The first is still being written into the book. */
function sendWait(deps: ReceptionDeps, reply: FastifyReply): FastifyReply {
  reply.header('refresh', `${looksAfter}; url=${shownAt}`)
  return sendPage(
    reply,
    <KioskPage frame={kioskFrame(deps)} title="Please wait a moment" lead="We are saving your entry.">
      <Button href={shownAt}>Go on</Button>
    </KioskPage>,
  )
}

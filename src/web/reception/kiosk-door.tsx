import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Kiosk } from '#duties/visits/kiosks.ts'
import { dateIn } from '#shared/clock.ts'
import { sendPage } from '../answers.tsx'
import { Button } from '../components/index.ts'
import { formToken } from '../forms.ts'
import type { Door, Visit } from '../pages/index.ts'
import { fromAnybody } from '../who-may-send.ts'
import type { ReceptionDeps } from './deps.ts'
import { KioskPage, kioskFrame, receptionAt } from './frame.tsx'
import { endsSoon } from './idle.tsx'
import { kioskCookie } from './kiosk-cookie.ts'
import { turnEnds } from './under-way.ts'

/** Somebody at a registered tablet. Who they are, nobody knows. */
export type AtKiosk = Visit & { readonly kiosk: Kiosk }

/** The tablet whose token the browser has: null where its token counts no more, undefined where it has none. */
export async function kioskOf(deps: ReceptionDeps, request: FastifyRequest): Promise<Kiosk | null | undefined> {
  const token = kioskCookie(deps.secure).read(request)
  return token === undefined ? undefined : ((await deps.kiosks.current(token)) ?? null)
}

/** The tablet's own pages. Any other browser, and a tablet that was removed, is led to the start screen, which says why. */
export function atKiosk(deps: ReceptionDeps): Door<AtKiosk> {
  return {
    home: receptionAt,
    sends: fromAnybody,
    enter: (work) => async (request, reply) => {
      const kiosk = await kioskOf(deps, request)
      if (kiosk != null) return work({ request, reply, kiosk })
      if (kiosk === null) await turnEnds(request)
      return reply.redirect(receptionAt, 303)
    },
    send({ reply, kiosk }, { body, ...drawn }, errors) {
      return sendPage(
        reply,
        <KioskPage frame={kioskFrame(deps, kiosk)} {...drawn} errors={errors}>
          {body}
        </KioskPage>,
      )
    },
    refuse: (visit) => sendNotTaken(deps, visit, 403, cannot),
    stale: (visit) => sendNotTaken(deps, visit, 412, cannot),
    token: ({ reply }) => <input type="hidden" name="_csrf" value={formToken(reply)} />,
    say() {},
    today: () => dateIn(deps.clock()),
  }
}

/**
 * A page for those visitors only of whom something holds. Whoever comes without has begun nothing, or has ended: it is the start screen's turn,
 * if not that of the page named by `instead`.
 */
export function onlyWhere(
  door: Door<AtKiosk>,
  holds: (request: FastifyRequest) => boolean,
  instead: (request: FastifyRequest) => string = () => receptionAt,
): Door<AtKiosk> {
  return {
    ...door,
    enter: (work) => door.enter((visit) => (holds(visit.request) ? work(visit) : visit.reply.redirect(instead(visit.request), 303))),
  }
}

const cannot = { title: 'Please see the receptionist', lead: 'This tablet cannot do that at the moment. Nothing was saved.' }
const tooMany = {
  title: 'Please wait a moment',
  lead: 'This tablet has been used very often in the last minute. Wait a minute and try again, or see the receptionist.',
}

/** `left`: seconds until it counts again. */
export function sendTooMany(deps: ReceptionDeps, visit: AtKiosk, left: number): FastifyReply {
  visit.reply.header('retry-after', left)
  return sendNotTaken(deps, visit, 429, tooMany)
}

/** What the tablet cannot do, the people at the desk can. */
function sendNotTaken(deps: ReceptionDeps, { reply, kiosk }: AtKiosk, status: 403 | 412 | 429, words: typeof cannot): FastifyReply {
  endsSoon(deps, reply.code(status))
  return sendPage(
    reply,
    <KioskPage frame={kioskFrame(deps, kiosk)} {...words}>
      <Button href={receptionAt}>Back to the start</Button>
    </KioskPage>,
  )
}

import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { sendPage } from '../answers.tsx'
import { Button } from '../components/index.ts'
import { parseQuery } from '../forms.ts'
import type { ReceptionDeps } from './deps.ts'
import { KioskPage, kioskFrame, receptionAt } from './frame.tsx'
import { usual } from './idle-times.ts'
import { stillHere } from './under-way.ts'

/** Pages that can be gone on with. */
const askedAt = z.enum(['name', 'host', 'registration', 'help', 'check', 'badge', 'sign-out', 'notice'])
export type AskedAt = z.infer<typeof askedAt>
const query = z.strictObject({ at: askedAt })

const stillThereAt = `${receptionAt}/still-there`

/** Those on which nothing is typed. */
const toRead: ReadonlySet<AskedAt> = new Set(['check', 'badge', 'notice'])

/** After a while the browser asks by itself, without script, whether somebody is still at this page. */
export function asksSoon(deps: ReceptionDeps, reply: FastifyReply, at: AskedAt): void {
  const { asksAfter, asksTypistAfter } = deps.idle ?? usual
  reply.header('refresh', `${toRead.has(at) ? asksAfter : asksTypistAfter}; url=${stillThereAt}?at=${at}`)
  stillHere(deps, reply.request)
}

/** For a page that has nothing more to do: the browser shows the start screen by itself. */
export function endsSoon({ idle = usual }: ReceptionDeps, reply: FastifyReply): void {
  reply.header('refresh', `${idle.endsAfter}; url=${receptionAt}`)
}

export function idleRoutes(app: FastifyInstance, deps: ReceptionDeps): void {
  // A page that says what went wrong stands no longer than any other.
  app.addHook('onSend', async ({ routeOptions }, reply) => {
    const isTablets = routeOptions.url?.startsWith(receptionAt) === true
    if (isTablets && reply.statusCode >= 400 && !reply.hasHeader('refresh')) endsSoon(deps, reply)
  })
  app.get(stillThereAt, (request, reply) => {
    const { at } = parseQuery(query, request.query)
    const { endsAfter } = deps.idle ?? usual
    endsSoon(deps, reply)
    return sendPage(
      reply,
      <KioskPage
        frame={kioskFrame(deps)}
        title="Are you still there?"
        lead={`In ${endsAfter} seconds the screen goes back to the start, and what you have entered is cleared.`}
      >
        <div class="app-kiosk__ways">
          <Button href={`${receptionAt}/${at}`}>Yes, go on</Button>
          <Button href={receptionAt} class="govuk-button--secondary">
            No, finish
          </Button>
        </div>
      </KioskPage>,
    )
  })
}

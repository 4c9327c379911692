import type { FastifyInstance } from 'fastify'
import { type Handover, readHandovers } from '#duties/handovers/handover.ts'
import { HttpFault } from '../../http-fault.ts'
import { atDesk, type DeskDeps, idIn } from '../kit.ts'
import { requestsAt } from '../requests/request-words.ts'
import type { TaskWays } from '../tasks/tasks.tsx'

const handoversAt = '/desk/handovers'
const way = (handover: string) => ({ href: `${handoversAt}/${handover}`, text: 'Open what was handed over' })

export const handoverTasks: TaskWays = { 'handover-locked': way, 'handover-missed': way }

/** Where each kind of thing that is handed over has its page, by its record type. */
const pages: Readonly<Record<string, (handover: Handover) => string>> = {
  'rights-answer': ({ whose }) => `${requestsAt}/${whose}/answer`,
  // The line stands on the person's record, which is opened with a reason.
  share: ({ whose }) => `/desk/people/${whose}/open`,
}

/** Leads from a task about a handover to the page of what is handed over, which decides who may see it. */
export function handoverWays(app: FastifyInstance, deps: DeskDeps): void {
  app.get(
    `${handoversAt}/:id`,
    atDesk(deps).enter(async ({ request, reply }) => {
      const [handover] = await readHandovers(deps.gateDeps, 'id = $1', [idIn(request)])
      const to = handover === undefined ? undefined : pages[handover.type]?.(handover)
      if (to === undefined) throw new HttpFault(404, 'there is no such handover')
      return reply.redirect(to, 303)
    }),
  )
}

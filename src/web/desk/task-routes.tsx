import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { mostTasks, tasks } from '#duties/tasks/tasks.ts'
import { dateIn } from '#shared/clock.ts'
import { sendPage } from '../answers.tsx'
import { parseForm, parseQuery, type Refusal } from '../forms.ts'
import { HttpFault } from '../http-fault.ts'
import { neededText } from '../typed-text.ts'
import { fromColleagues } from '../who-may-send.ts'
import { deskFrame } from './frame.tsx'
import { say, takeSaid } from './said.ts'
import { bar, type DeskParts, idIn, signedIn } from './signed.tsx'
import { TaskPage } from './task-page.tsx'
import { TasksPage, tasksAt } from './tasks-page.tsx'

const pageAsked = z.strictObject({ after: z.uuid().optional() })
const proofShape = z.strictObject({
  proof: neededText(3, 1000, 'Write what was done'),
})

/** What waits for the colleague's roles, what was done, and one of them. */
export function taskRoutes(app: FastifyInstance, parts: DeskParts): void {
  const list = tasks(parts.gateParts)
  const today = () => dateIn(parts.gateParts.clock())
  const roleNamed = (role: string) => parts.editions.current().edition.roles.find((each) => each.id === role)?.label ?? 'A role of before'

  async function one(request: FastifyRequest, reply: FastifyReply, wrong?: Refusal): Promise<FastifyReply> {
    const signed = signedIn(request, reply)
    const found = await list.look(signed.colleague, idIn(request))
    if (found === undefined) throw new HttpFault(404, 'there is no such task for this colleague')
    if (wrong !== undefined) reply.code(422)
    const page = { frame: deskFrame(parts), bar: bar(signed), token: signed.token, today: today(), roleNamed, refused: wrong }
    return sendPage(reply, <TaskPage {...page} {...found} />)
  }

  app.get(tasksAt, async (request, reply) => {
    const signed = signedIn(request, reply)
    const { after } = parseQuery(pageAsked, request.query)
    const waiting = await list.waiting(signed.colleague, after ?? null)
    const next = waiting.length < mostTasks ? undefined : waiting.at(-1)?.id
    const page = { frame: deskFrame(parts), bar: bar(signed, tasksAt), today: today(), roleNamed, next, said: takeSaid(request) }
    return sendPage(reply, <TasksPage {...page} shown="waiting" tasks={waiting} />)
  })
  app.get(`${tasksAt}/done`, async (request, reply) => {
    const signed = signedIn(request, reply)
    const page = { frame: deskFrame(parts), bar: bar(signed), today: today(), roleNamed, next: undefined, said: undefined }
    return sendPage(reply, <TasksPage {...page} shown="done" tasks={await list.past(signed.colleague)} />)
  })
  app.get(`${tasksAt}/:id`, (request, reply) => one(request, reply))
  app.post(`${tasksAt}/:id`, fromColleagues, async (request, reply) => {
    const signed = signedIn(request, reply)
    const sent = parseForm(proofShape, request.body)
    if (!sent.ok) return one(request, reply, sent)
    const answer = await list.settle(signed.colleague, idIn(request), sent.value.proof)
    if (!answer.ok) throw new HttpFault(answer.why === 'gone' ? 404 : 400, 'there is no such task to be settled by hand')
    say(request, 'task-done')
    return reply.redirect(tasksAt, 303)
  })
}

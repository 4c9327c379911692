import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { messageQueue, mostListed } from '#duties/inbox/queue.ts'
import { firstPage } from '#gate/across.ts'
import { dateIn } from '#shared/clock.ts'
import { sendPage } from '../answers.tsx'
import { parseForm, parseQuery, type Refusal } from '../forms.ts'
import { HttpFault } from '../http-fault.ts'
import { neededText } from '../typed-text.ts'
import { fromColleagues } from '../who-may-send.ts'
import { deskFrame } from './frame.tsx'
import { MessagePage, type ShownMessage } from './message-page.tsx'
import { lineOf, shownMessage } from './message-words.ts'
import { MessagesPage } from './messages-page.tsx'
import { say, takeSaid } from './said.ts'
import { bar, type DeskParts, idIn, refused, type Signed, signedIn, type Wanted } from './signed.tsx'
import { StalePage } from './stale-page.tsx'

const pageAsked = z.strictObject({ after: z.uuid().optional() })
const closing = z.strictObject({
  version: z.string().regex(/^\d{1,10}$/),
  outcome: neededText(1, 2000, 'Write what came of it'),
})

const at = '/desk/messages'
const wanted: Wanted = { activity: 'rights-requests', act: 'view', categories: ['documents'] }

type Found = { readonly signed: Signed; readonly message: ShownMessage }

/** What the public sent in (N5, N6): the open ones, one of them, and closing it with its outcome. */
export function messageRoutes(app: FastifyInstance, parts: DeskParts): void {
  const { clock } = parts.gateParts
  const queue = messageQueue({ gate: parts.gate, clock })
  const today = () => dateIn(clock())
  const page = ({ signed, message }: Found, wrong?: Refusal) => (
    <MessagePage frame={deskFrame(parts)} bar={bar(signed)} token={signed.token} message={message} today={today()} refused={wrong} />
  )

  /** The message that the address names, or what was sent instead. */
  async function found(request: FastifyRequest, reply: FastifyReply): Promise<Found | { readonly sent: unknown }> {
    const signed = signedIn(request, reply)
    const look = await queue.look(signed.colleague, idIn(request))
    const closedFor = look.ok ? (look.says.ok ? undefined : look.says.refusal) : look.refusal
    if (closedFor?.reasons[0].code === 'unknown-word') throw new HttpFault(404, 'there is no such message')
    if (closedFor !== undefined) return { sent: refused(parts, reply, signed, closedFor, '/desk', wanted) }
    const message = look.ok ? shownMessage(parts.editions, look) : undefined
    if (message === undefined) throw new HttpFault(404, 'there is no such message')
    return { signed, message }
  }

  app.get(at, async (request, reply) => {
    const signed = signedIn(request, reply)
    const { after } = parseQuery(pageAsked, request.query)
    const answer = await queue.open(signed.colleague, after ?? firstPage)
    if (!answer.ok) return refused(parts, reply, signed, answer.refusal, '/desk', wanted)
    const lines = answer.rows.map((row) => lineOf(parts.editions, row))
    const next = lines.length < mostListed ? undefined : lines.at(-1)?.id
    const said = takeSaid(request)
    const shown = { lines, today: today(), isFirst: after === undefined, next, said }
    return sendPage(reply, <MessagesPage frame={deskFrame(parts)} bar={bar(signed, '/desk/messages')} {...shown} />)
  })

  app.get(`${at}/:id`, async (request, reply) => {
    const asked = await found(request, reply)
    if ('sent' in asked) return asked.sent
    reply.header('etag', `"${asked.message.version}"`)
    return sendPage(reply, page(asked))
  })

  app.post(`${at}/:id`, fromColleagues, async (request, reply) => {
    const signed = signedIn(request, reply)
    const sent = parseForm(closing, request.body)
    if (!sent.ok) {
      const asked = await found(request, reply)
      if ('sent' in asked) return asked.sent
      reply.code(422)
      return sendPage(reply, page(asked, sent))
    }
    const answer = await queue.close(signed.colleague, { id: idIn(request), ...sent.value })
    if (answer.ok) {
      say(request, 'message-closed')
      return reply.redirect(at, 303)
    }
    if (answer.why === 'refused') return refused(parts, reply, signed, answer.refusal, '/desk', { ...wanted, act: 'collect' })
    const asked = await found(request, reply)
    if ('sent' in asked) return asked.sent
    reply.code(412)
    const now = asked.message.outcome ?? undefined
    return sendPage(reply, <StalePage frame={deskFrame(parts)} bar={bar(signed)} back={`${at}/${asked.message.id}`} now={now} />)
  })
}

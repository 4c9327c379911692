import type { FastifyInstance, FastifyReply } from 'fastify'
import type { ComponentChildren } from 'preact'
import { z } from 'zod'
import { clockTime } from '#shared/london-time.ts'
import { sendPage } from '../answers.tsx'
import { Button, Page } from '../components/index.ts'
import { fewTries } from '../few-tries.ts'
import { formToken } from '../forms.ts'
import { publicFrame } from '../public-site/frame.tsx'
import { fromAnybody } from '../who-may-send.ts'
import { notSignedOut, seeReception, thanks } from './badge-words.ts'
import type { ReceptionDeps } from './deps.ts'

/** The long token of the QR code alone. The short code, with whatever stands between its letters, is typed at reception, where tries are counted more tightly. */
const named = z.object({ token: z.string().regex(/^[A-Za-z0-9_-]{24}$/) })
const counted = { onRequest: fewTries('badge') }
const signedOutAt = '/badge/signed-out'

/** A badge's own address, for the visitor's phone, without signing in. Looking changes nothing: what previews a link looks too. */
export function badgeRoutes(app: FastifyInstance, deps: ReceptionDeps): void {
  const send = (reply: FastifyReply, { title, lead }: typeof thanks, body?: ComponentChildren) =>
    sendPage(
      reply,
      <Page frame={publicFrame(deps)} title={title}>
        <p class="app-lead">{lead}</p>
        {body}
      </Page>,
    )
  const tokenIn = (params: unknown): string => named.safeParse(params).data?.token ?? ''
  const cannot = (reply: FastifyReply, why: keyof typeof notSignedOut) => send(reply.code(why === 'unknown' ? 404 : 410), notSignedOut[why])

  app.get(signedOutAt, (_request, reply) => send(reply, thanks))
  app.get('/badge/:token', counted, async ({ params }, reply) => {
    const found = await deps.book.badge(tokenIn(params))
    if (found.state !== 'inside') return cannot(reply, found.state)
    const lead = `You signed in at ${clockTime(found.since)}. When you leave, sign out with the button. Until then you can close this page.`
    return send(
      reply,
      { title: 'Your visit', lead },
      <form method="post" action={`/badge/${tokenIn(params)}`} novalidate>
        <input type="hidden" name="_csrf" value={formToken(reply)} />
        <Button>Sign out now</Button>
      </form>,
    )
  })
  app.post('/badge/:token', { ...fromAnybody, ...counted }, async ({ params }, reply) => {
    const answer = await deps.book.signOutByBadge(tokenIn(params))
    if (answer.ok) return reply.redirect(signedOutAt, 303)
    return answer.why === 'refused' ? send(reply.code(403), seeReception) : cannot(reply, answer.why)
  })
}

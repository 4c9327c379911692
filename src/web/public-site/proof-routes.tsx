import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { headsText } from '#evidence/witness/published.ts'
import { sendPage } from '../answers.tsx'
import { parseQuery } from '../forms.ts'
import { noQuery } from './addresses.ts'
import { publicFrame } from './frame.tsx'
import { ProofPage } from './proof-page.tsx'
import type { PublicSite } from './site.ts'

const stretch = z.strictObject({
  from: z
    .string()
    .regex(/^[1-9]\d{0,11}$/)
    .optional(),
})

/** The heads of the evidence, as a page and as a file that programs read. */
export function proofRoutes(app: FastifyInstance, deps: PublicSite): void {
  app.get('/promises/proof', async (request, reply) => {
    parseQuery(noQuery, request.query)
    return sendPage(reply, <ProofPage frame={publicFrame(deps, '/promises')} proof={await deps.proof()} />)
  })
  app.get('/promises/heads.txt', async (request, reply) => {
    const { from } = parseQuery(stretch, request.query)
    const heads = await deps.heads(from === undefined ? null : Number(from))
    return reply.type('text/plain; charset=utf-8').send(headsText(heads, '/promises/heads.txt'))
  })
}

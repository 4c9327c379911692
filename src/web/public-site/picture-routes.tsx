import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { sendPage } from '../answers.tsx'
import type { ShownPicture } from '../deps.ts'
import { fewTries } from '../few-tries.ts'
import { formToken } from '../forms.ts'
import { HttpFault } from '../http-fault.ts'
import { sendPicture } from '../picture-answer.ts'
import { fromAnybody } from '../who-may-send.ts'
import { publicFrame } from './frame.tsx'
import { PicturesPage, TakeDownPage, TakenDownPage } from './pictures-page.tsx'
import type { PublicSite } from './site.ts'

const at = '/pictures'
/** Anybody may press it, so nobody may press it without end. */
const formLimit = { ...fromAnybody, onRequest: fewTries('take-down') }
const addressed = z.object({ id: z.uuid() })
const sized = z.object({ id: z.uuid(), size: z.enum(['whole', 'small']) })

/** The pictures on our own pages (PH1, PH3), and how whoever is in one has it taken down (PH4). */
export function pictureRoutes(app: FastifyInstance, deps: PublicSite): void {
  const frame = () => publicFrame(deps, at)
  const absent = () => new HttpFault(404, 'no such picture is shown')

  async function shown(params: unknown): Promise<ShownPicture> {
    const parsed = addressed.safeParse(params)
    const picture = parsed.success ? (await deps.pictures.list()).find(({ id }) => id === parsed.data.id) : undefined
    if (picture === undefined) throw absent()
    return picture
  }

  app.get(at, async (_request, reply) => sendPage(reply, <PicturesPage frame={frame()} pictures={await deps.pictures.list()} />))
  app.get(`${at}/down`, (_request, reply) => sendPage(reply, <TakenDownPage frame={frame()} />))
  app.get(`${at}/:id/take-down`, async (request, reply) =>
    sendPage(reply, <TakeDownPage frame={frame()} token={formToken(reply)} picture={await shown(request.params)} />),
  )
  app.post(`${at}/:id/take-down`, formLimit, async (request, reply) => {
    const { id } = await shown(request.params)
    if (!(await deps.pictures.stop(id))) throw absent()
    return reply.redirect(`${at}/down`, 303)
  })
  app.get(`${at}/:id/:size`, async (request, reply) => {
    const parsed = sized.safeParse(request.params)
    const picture = parsed.success ? await deps.pictures.image(parsed.data.id, parsed.data.size) : undefined
    if (picture === undefined) throw absent()
    return sendPicture(reply, picture)
  })
}

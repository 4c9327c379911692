import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { dateIn } from '#shared/clock.ts'
import { sendPage } from '../../answers.tsx'
import { parseQuery } from '../../forms.ts'
import { HttpFault } from '../../http-fault.ts'
import { idInAddress } from '../addresses.ts'
import { publicFrame } from '../frame.tsx'
import type { PublicSite } from '../site.ts'
import { LayerDetailPage } from './layer-detail-page.tsx'
import { LayerPage } from './layer-page.tsx'
import { entriesAt, onePosition, positions } from './reader.ts'
import { SectionPage } from './section-page.tsx'
import { ShortPage } from './short-page.tsx'
import { UsesPage } from './uses-page.tsx'

const shortAsked = z.strictObject({ for: positions })
const usesAsked = z.strictObject({ for: positions, purpose: onePosition, kind: onePosition })

/** The pages that a reader can narrow to what is about them: the first page, and the table of uses. */
export function narrowedRoutes(app: FastifyInstance, deps: PublicSite): void {
  const shared = () => ({ frame: publicFrame(deps, '/notice'), edition: deps.editions.current().edition })

  app.get('/notice', async (request, reply) => {
    const { frame, edition } = shared()
    const query = parseQuery(shortAsked, request.query)
    const reader = entriesAt(edition.relationships, query.for).map(({ id }) => id)
    return sendPage(reply, <ShortPage frame={frame} edition={edition} reader={reader} figures={await deps.figures()} />)
  })
  app.get('/notice/uses', (request, reply) => {
    const { frame, edition } = shared()
    const query = parseQuery(usesAsked, request.query)
    const [purpose] = entriesAt(edition.purposes, query.purpose)
    const [category] = entriesAt(edition.categories, query.kind)
    const reader = entriesAt(edition.relationships, query.for).map(({ id }) => id)
    return sendPage(reply, <UsesPage frame={frame} edition={edition} narrowed={{ reader, purpose, category }} />)
  })
}

/** One question of the full notice, and the short notices with their detail. */
export function partRoutes(app: FastifyInstance, deps: PublicSite): void {
  const shared = () => ({ frame: publicFrame(deps, '/notice'), edition: deps.editions.current().edition })
  const today = () => dateIn(deps.clock())
  const layerIn = (params: unknown) => {
    const { id } = parseQuery(idInAddress, params)
    const layer = shared().edition.layers.find((each) => each.id === id)
    if (layer === undefined) throw new HttpFault(404, 'there is no such short notice')
    return { ...shared(), layer }
  }

  app.get('/notice/full/:id', (request, reply) => {
    const { id } = parseQuery(idInAddress, request.params)
    const article = shared().edition.notice.find((each) => each.id === id)
    if (article === undefined) throw new HttpFault(404, 'there is no such section of the notice')
    return sendPage(reply, <SectionPage {...shared()} article={article} today={today()} />)
  })
  app.get('/notice/layers/:id', (request, reply) => sendPage(reply, <LayerPage {...layerIn(request.params)} />))
  app.get('/notice/layers/:id/detail', (request, reply) =>
    sendPage(reply, <LayerDetailPage {...layerIn(request.params)} today={today()} />),
  )
}

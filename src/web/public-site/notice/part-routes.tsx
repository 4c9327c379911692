import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Edition } from '#notice/edition.ts'
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
import { SchedulePage } from './schedule-page.tsx'
import { SectionPage } from './section-page.tsx'
import { SharingPage } from './sharing-page.tsx'
import { ShortPage } from './short-page.tsx'
import { UsesPage, UsesTablePage } from './uses-page.tsx'

const shortAsked = z.strictObject({ for: positions })
const usesAsked = z.strictObject({ for: positions, purpose: onePosition, kind: onePosition })
const kindAsked = z.strictObject({ kind: onePosition })
const sharingAsked = z.strictObject({ purpose: onePosition, who: onePosition })

/** The pages that a reader can narrow: to what is about them, to a purpose, to a kind of information, to whoever gets it. */
export function narrowedRoutes(app: FastifyInstance, deps: PublicSite): void {
  const shared = (at = '/notice') => ({ frame: publicFrame(deps, at), edition: deps.editions.current().edition })
  const readerIn = (edition: Edition, asked: z.infer<typeof positions>) => entriesAt(edition.relationships, asked).map(({ id }) => id)
  const usesIn = ({ query: asked }: FastifyRequest) => {
    const { frame, edition } = shared()
    const query = parseQuery(usesAsked, asked)
    const [purpose] = entriesAt(edition.purposes, query.purpose)
    const [category] = entriesAt(edition.categories, query.kind)
    return { frame, edition, narrowed: { reader: readerIn(edition, query.for), purpose, category } }
  }

  app.get('/notice', async (request, reply) => {
    const { frame, edition } = shared()
    const query = parseQuery(shortAsked, request.query)
    const reader = readerIn(edition, query.for)
    return sendPage(reply, <ShortPage frame={frame} edition={edition} reader={reader} figures={await deps.figures()} />)
  })
  app.get('/notice/uses', (request, reply) => sendPage(reply, <UsesPage {...usesIn(request)} />))
  app.get('/notice/uses/table', (request, reply) => sendPage(reply, <UsesTablePage {...usesIn(request)} />))
  app.get('/notice/how-long/schedule', (request, reply) => {
    const { frame, edition } = shared('/notice/how-long')
    const [category] = entriesAt(edition.categories, parseQuery(kindAsked, request.query).kind)
    return sendPage(reply, <SchedulePage frame={frame} edition={edition} category={category} />)
  })
  app.get('/notice/who-gets-what/table', (request, reply) => {
    const { frame, edition } = shared('/notice/who-gets-what')
    const query = parseQuery(sharingAsked, request.query)
    const [purpose] = entriesAt(edition.purposes, query.purpose)
    const [recipient] = entriesAt(edition.recipients, query.who)
    return sendPage(reply, <SharingPage frame={frame} edition={edition} purpose={purpose} recipient={recipient} />)
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

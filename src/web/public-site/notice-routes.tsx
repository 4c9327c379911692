import type { FastifyInstance } from 'fastify'
import type { JSX } from 'preact'
import { z } from 'zod'
import { dateIn } from '#shared/clock.ts'
import { sendPage } from '../answers.tsx'
import type { Frame } from '../components/index.ts'
import { parseQuery } from '../forms.ts'
import { HttpFault } from '../http-fault.ts'
import { AccessibilityPage } from './accessibility-page.tsx'
import { idInAddress, noQuery } from './addresses.ts'
import { publicFrame } from './frame.tsx'
import { HowLongPage } from './how-long-page.tsx'
import { InterestsPage } from './interests-page.tsx'
import { LayerDetailPage } from './layer-detail-page.tsx'
import { LayerPage, LayersPage } from './layer-page.tsx'
import { PolicyPage } from './policy-page.tsx'
import { PromisesPage } from './promises-page.tsx'
import { entriesAt, onePosition, positions } from './reader.ts'
import { RightsPage } from './rights-page.tsx'
import { FullPage, SectionPage } from './section-page.tsx'
import { SecurityPage } from './security-page.tsx'
import { ShortPage } from './short-page.tsx'
import type { PublicSite } from './site.ts'
import { UsesPage } from './uses-page.tsx'
import { WhoGetsWhatPage } from './who-gets-what-page.tsx'

const usesAsked = z.strictObject({ for: positions, purpose: onePosition, kind: onePosition })

export function noticeRoutes(app: FastifyInstance, deps: PublicSite): void {
  const edition = () => deps.editions.current().edition
  const page = (path: string, make: (frame: Frame) => JSX.Element | Promise<JSX.Element>) =>
    app.get(path, async (request, reply) => {
      parseQuery(noQuery, request.query)
      return sendPage(reply, await make(publicFrame(deps, path)))
    })

  app.get('/notice', async (request, reply) => {
    const query = parseQuery(z.strictObject({ for: positions }), request.query)
    const reader = entriesAt(edition().relationships, query.for).map(({ id }) => id)
    const figures = await deps.figures()
    return sendPage(reply, <ShortPage frame={publicFrame(deps, '/notice')} edition={edition()} reader={reader} figures={figures} />)
  })
  app.get('/', (_request, reply) => reply.redirect('/notice', 302))
  page('/notice/full', (frame) => <FullPage frame={frame} edition={edition()} />)
  page('/notice/rights', (frame) => <RightsPage frame={frame} edition={edition()} today={dateIn(deps.clock())} />)
  page('/notice/layers', (frame) => <LayersPage frame={frame} edition={edition()} />)
  page('/notice/how-long', (frame) => <HowLongPage frame={frame} edition={edition()} />)
  page('/notice/who-gets-what', (frame) => <WhoGetsWhatPage frame={frame} edition={edition()} />)
  page('/notice/policy', (frame) => <PolicyPage frame={frame} edition={edition()} />)
  page('/notice/interests', (frame) => <InterestsPage frame={frame} released={deps.editions.current()} />)
  page('/promises', async (frame) => <PromisesPage frame={frame} released={deps.editions.current()} promises={await deps.promises()} />)
  page('/accessibility', (frame) => <AccessibilityPage frame={frame} edition={edition()} />)
  page('/security', (frame) => <SecurityPage frame={frame} edition={edition()} />)

  app.get('/notice/full/:id', (request, reply) => {
    const { id } = parseQuery(idInAddress, request.params)
    const article = edition().notice.find((each) => each.id === id)
    if (article === undefined) throw new HttpFault(404, 'there is no such section of the notice')
    const frame = publicFrame(deps, '/notice')
    return sendPage(reply, <SectionPage frame={frame} edition={edition()} article={article} today={dateIn(deps.clock())} />)
  })
  app.get('/notice/uses', (request, reply) => {
    const { purposes, categories, relationships } = edition()
    const query = parseQuery(usesAsked, request.query)
    const [purpose] = entriesAt(purposes, query.purpose)
    const [category] = entriesAt(categories, query.kind)
    const reader = entriesAt(relationships, query.for).map(({ id }) => id)
    return sendPage(reply, <UsesPage frame={publicFrame(deps, '/notice')} edition={edition()} narrowed={{ reader, purpose, category }} />)
  })
  const layerIn = (params: unknown) => {
    const { id } = parseQuery(idInAddress, params)
    const layer = edition().layers.find((each) => each.id === id)
    if (layer === undefined) throw new HttpFault(404, 'there is no such short notice')
    return { frame: publicFrame(deps, '/notice'), edition: edition(), layer }
  }
  app.get('/notice/layers/:id', (request, reply) => sendPage(reply, <LayerPage {...layerIn(request.params)} />))
  app.get('/notice/layers/:id/detail', (request, reply) =>
    sendPage(reply, <LayerDetailPage {...layerIn(request.params)} today={dateIn(deps.clock())} />),
  )
}

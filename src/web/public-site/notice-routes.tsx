import type { FastifyInstance } from 'fastify'
import type { JSX } from 'preact'
import { dateIn } from '#shared/clock.ts'
import { sendPage } from '../answers.tsx'
import type { Frame } from '../components/index.ts'
import { parseQuery } from '../forms.ts'
import { AccessibilityPage } from './accessibility-page.tsx'
import { noQuery } from './addresses.ts'
import { publicFrame } from './frame.tsx'
import { HowLongPage } from './how-long-page.tsx'
import { InterestsPage } from './interests-page.tsx'
import { LayersPage } from './layer-page.tsx'
import { PolicyPage } from './policy-page.tsx'
import { PromisesPage } from './promises-page.tsx'
import { RightsPage } from './rights-page.tsx'
import { FullPage } from './section-page.tsx'
import { SecurityPage } from './security-page.tsx'
import type { PublicSite } from './site.ts'
import { WhoGetsWhatPage } from './who-gets-what-page.tsx'

export function noticeRoutes(app: FastifyInstance, deps: PublicSite): void {
  const edition = () => deps.editions.current().edition
  const page = (path: string, make: (frame: Frame) => JSX.Element | Promise<JSX.Element>) =>
    app.get(path, async (request, reply) => {
      parseQuery(noQuery, request.query)
      return sendPage(reply, await make(publicFrame(deps, path)))
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
}

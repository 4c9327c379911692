import type { FastifyInstance } from 'fastify'
import { dateIn } from '#shared/clock.ts'
import { readPages } from '../read-pages.ts'
import type { PublicSite } from '../site.ts'
import { HowLongPage } from './how-long-page.tsx'
import { InterestsPage } from './interests-page.tsx'
import { LayersPage } from './layer-page.tsx'
import { PolicyPage } from './policy-page.tsx'
import { RightsPage } from './rights-page.tsx'
import { FullPage } from './section-page.tsx'
import { SystemsPage } from './systems-page.tsx'
import { WhoGetsWhatPage } from './who-gets-what-page.tsx'

/** The pages of the notice that show the same to every reader. */
export function noticeRoutes(app: FastifyInstance, deps: PublicSite): void {
  const edition = () => deps.editions.current().edition
  const page = readPages(app, deps)

  page('/notice/full', (frame) => <FullPage frame={frame} edition={edition()} />)
  page('/notice/rights', (frame) => <RightsPage frame={frame} edition={edition()} today={dateIn(deps.clock())} />)
  page('/notice/layers', (frame) => <LayersPage frame={frame} edition={edition()} />)
  page('/notice/how-long', (frame) => <HowLongPage frame={frame} edition={edition()} />)
  page('/notice/who-gets-what', (frame) => <WhoGetsWhatPage frame={frame} edition={edition()} />)
  page('/notice/who-gets-what/systems', (frame) => <SystemsPage frame={frame} edition={edition()} />)
  page('/notice/policy', (frame) => <PolicyPage frame={frame} edition={edition()} />)
  page('/notice/interests', (frame) => <InterestsPage frame={frame} released={deps.editions.current()} />)
}

import type { FastifyInstance } from 'fastify'
import { AccessibilityPage } from './accessibility-page.tsx'
import { PromisesPage } from './promises-page.tsx'
import { readPages } from './read-pages.ts'
import { SecurityPage } from './security-page.tsx'
import type { PublicSite } from './site.ts'

/** The pages about the promises and about this site. */
export function aboutRoutes(app: FastifyInstance, deps: PublicSite): void {
  const edition = () => deps.editions.current().edition
  const page = readPages(app, deps)

  app.get('/', (_request, reply) => reply.redirect('/notice', 302))
  page('/promises', async (frame) => {
    const [promises, { standings }] = await Promise.all([deps.promises(), deps.proof()])
    return <PromisesPage frame={frame} released={deps.editions.current()} promises={promises} standings={standings} />
  })
  page('/accessibility', (frame) => <AccessibilityPage frame={frame} edition={edition()} />)
  page('/security', (frame) => <SecurityPage frame={frame} edition={edition()} />)
}

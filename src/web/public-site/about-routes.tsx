import type { FastifyInstance } from 'fastify'
import { AccessibilityPage } from './accessibility-page.tsx'
import { readPages } from './read-pages.ts'
import { SecurityPage } from './security-page.tsx'
import type { PublicSite } from './site.ts'

/** The pages about this site. */
export function aboutRoutes(app: FastifyInstance, deps: PublicSite): void {
  const edition = () => deps.editions.current().edition
  const page = readPages(app, deps)

  app.get('/', (_request, reply) => reply.redirect('/notice', 302))
  page('/accessibility', (frame) => <AccessibilityPage frame={frame} edition={edition()} />)
  page('/security', (frame) => <SecurityPage frame={frame} edition={edition()} />)
}

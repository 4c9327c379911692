import type { FastifyInstance } from 'fastify'
import { contactRoutes } from './contact-routes.tsx'
import { copyRoutes } from './copy-routes.tsx'
import { editionRoutes } from './edition-routes.tsx'
import { feedbackRoutes } from './feedback-routes.tsx'
import { fetchRoutes } from './fetch-routes.tsx'
import { noticeRoutes } from './notice-routes.tsx'
import { narrowedRoutes, partRoutes } from './part-routes.tsx'
import { pictureRoutes } from './picture-routes.tsx'
import type { PublicSite } from './site.ts'

/** The public site: no sign-in, no script, no personal data but what someone writes into a form. */
export async function publicSite(app: FastifyInstance, deps: PublicSite): Promise<void> {
  noticeRoutes(app, deps)
  narrowedRoutes(app, deps)
  partRoutes(app, deps)
  editionRoutes(app, deps)
  feedbackRoutes(app, deps)
  contactRoutes(app, deps)
  copyRoutes(app, deps)
  pictureRoutes(app, deps)
  fetchRoutes(app, deps)
}

import type { FastifyInstance } from 'fastify'
import { aboutRoutes } from './about-routes.tsx'
import { askRoutes } from './ask-routes.tsx'
import { changesRoutes } from './changes/changes-routes.tsx'
import { contactRoutes } from './contact-routes.tsx'
import { copyRoutes } from './copy-routes.tsx'
import { feedbackRoutes } from './feedback-routes.tsx'
import { fetchRoutes } from './fetch-routes.tsx'
import { noMarketingRoutes } from './no-marketing-routes.tsx'
import { editionRoutes } from './notice/edition-routes.tsx'
import { noticeRoutes } from './notice/notice-routes.tsx'
import { narrowedRoutes, partRoutes } from './notice/part-routes.tsx'
import { pictureRoutes } from './picture-routes.tsx'
import { promiseRoutes } from './promises/promise-routes.tsx'
import { proofRoutes } from './proof-routes.tsx'
import type { PublicSite } from './site.ts'

/** The public site: no sign-in, no script, no personal data but what someone writes into a form. */
export async function publicSite(app: FastifyInstance, deps: PublicSite): Promise<void> {
  aboutRoutes(app, deps)
  noticeRoutes(app, deps)
  narrowedRoutes(app, deps)
  partRoutes(app, deps)
  askRoutes(app, deps)
  promiseRoutes(app, deps)
  editionRoutes(app, deps)
  changesRoutes(app, deps)
  feedbackRoutes(app, deps)
  contactRoutes(app, deps)
  copyRoutes(app, deps)
  noMarketingRoutes(app, deps)
  pictureRoutes(app, deps)
  fetchRoutes(app, deps)
  proofRoutes(app, deps)
}

import type { PublicDeps } from '../deps.ts'
import type { Look } from '../look.ts'

/** What the public pages are made from. */
export type PublicSite = PublicDeps & { readonly look: Look }

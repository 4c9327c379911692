import type { Look } from '../look.ts'
import type { PublicParts } from '../parts.ts'

/** What the public pages are made from. */
export type PublicSite = PublicParts & { readonly look: Look }

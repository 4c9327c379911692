import { alone } from './standing-alone.ts'
import type { TwoEnds } from './tie.ts'

const both = {
  ...alone,
  reached: '(id = $1 or id in (select visit_id from inside_office where office_id = $1))',
  views: ['inside_office'],
} as const

/**
 * A visit to one of the landlord's offices, and what the visitor said with it, which has the visit's id. A visit stands alone: visitors need
 * not be on file, and one who is stays two records. Whoever opens an office reaches those of its visits that have not ended, and no others.
 */
export const reception: TwoEnds = { itself: both, about: { ...both, standsAlone: false } }

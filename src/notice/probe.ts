import { z } from 'zod'
import { acts, bases, categories, circumstances, recipientKinds, relationships, roles, sources } from './vocabulary.ts'

const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)

/**
 * A question to the decisions of an edition, with the answer that a clause stands for. Without an `activity` it is asked of every activity.
 * It is asked of one `role` or `recipient`; with `except`, of every role but those; with none of them, of every role. `permitted` without a
 * role means that at least one role is permitted; any other answer must be the same for all of them. It is asked about somebody of this
 * `relationship`, where one is named. `refused` with a `basis` means: not on that basis. Each circumstance in `given` must be
 * needed: a permission that stands without it does not give the expected answer.
 */
const useProbe = z.strictObject({
  act: z.enum(acts).default('view'),
  activity: id.optional(),
  category: z.enum(categories),
  role: z.enum(roles).optional(),
  except: z.array(z.enum(roles)).optional(),
  recipient: z.enum(recipientKinds).optional(),
  relationship: z.enum(relationships).optional(),
  given: z.array(z.enum(circumstances)).default([]),
  expect: z.enum(['permitted', 'refused']),
  basis: z.enum(bases).optional(),
})

/** Whether data for an activity may come from a source. */
const sourceProbe = z.strictObject({ source: z.enum(sources), activity: id, expect: z.enum(['permitted', 'refused']) })

/** How long items of a category that were collected for an activity are kept: an ISO 8601 period. */
const periodProbe = z.strictObject({ keeps: z.enum(categories), activity: id, period: z.string() })

export const probe = z.union([useProbe, sourceProbe, periodProbe])
export type UseProbe = z.infer<typeof useProbe>
export type SourceProbe = z.infer<typeof sourceProbe>
export type PeriodProbe = z.infer<typeof periodProbe>
export type Probe = UseProbe | SourceProbe | PeriodProbe

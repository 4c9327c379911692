import { z } from 'zod'

/** The parts of this site's addresses, strictly: anything else is not one of our links. */
export const idInAddress = z.strictObject({ id: z.string().regex(/^[a-z0-9-]{1,80}$/) })
export const noQuery = z.strictObject({})

import { z } from 'zod'

/** The parts of this site's addresses, strictly: anything else is not one of our links. */
export const idInAddress = z.strictObject({ id: z.string().regex(/^[a-z0-9-]{1,80}$/) })
export const noQuery = z.strictObject({})
/** After a form was taken in. */
export const sentQuery = z.strictObject({ reference: z.string().regex(/^[A-Za-z0-9-]{4,40}$/) })

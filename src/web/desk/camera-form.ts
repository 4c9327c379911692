import { z } from 'zod'
import { possiblePostcode } from '#exchange/postcode.ts'
import { longestCode } from '#gate/record-type.ts'
import type { FormError } from '../components/error-summary.tsx'
import { neededText, optionalText } from '../typed-text.ts'
import { dayOf } from './day-said.ts'

/** The days that the register keeps of a camera. */
export const cameraDates = [
  { name: 'assessedOn', label: 'When was it assessed?' },
  { name: 'assessmentReviewOn', label: 'When is the assessment to be reviewed?' },
  { name: 'reviewOn', label: 'When is the camera to be reviewed?' },
  { name: 'removedOn', label: 'When was it taken down?' },
] as const
export type CameraDate = (typeof cameraDates)[number]
type Name = CameraDate['name']

export function isDateNeeded({ name }: CameraDate): boolean {
  return name === 'reviewOn'
}

const box = z.string().trim().max(10).default('')
/** The boxes of all of them in a form's shape. */
const boxes = {
  ...{ 'assessedOn-day': box, 'assessedOn-month': box, 'assessedOn-year': box },
  ...{ 'assessmentReviewOn-day': box, 'assessmentReviewOn-month': box, 'assessmentReviewOn-year': box },
  ...{ 'reviewOn-day': box, 'reviewOn-month': box, 'reviewOn-year': box },
  ...{ 'removedOn-day': box, 'removedOn-month': box, 'removedOn-year': box },
}

const needed = (message: string) => neededText(2, 500, message)
const optional = optionalText(500)
const reviewed = { purpose: needed('Write why it stands there'), signs: needed('Write where the signs are'), assessment: optional }

export const newCameraShape = z.strictObject({
  name: needed('Write what to call it'),
  reference: neededText(2, longestCode, 'Write what its recorder calls it'),
  site: needed('Write where it stands'),
  postcode: optional.transform((written, context) => {
    const postcode = written === '' ? '' : possiblePostcode(written)
    if (postcode === null) context.addIssue({ code: 'custom', message: 'Write a UK postcode, such as EX5 2FZ' })
    return postcode ?? ''
  }),
  ...reviewed,
  ...boxes,
})
export const reviewShape = z.strictObject({ version: z.string().regex(/^\d{1,10}$/), ...reviewed, ...boxes })

export type Dates = Readonly<Record<Exclude<Name, 'reviewOn'>, string | null>> & { readonly reviewOn: string }

/** The days that were typed; or what is wrong with them, by the box to go to. */
export function datesOf(sent: z.infer<z.ZodObject<typeof boxes>>, today: Temporal.PlainDate): Dates | readonly FormError[] {
  const errors: FormError[] = []
  const said = (name: Name): string | null => {
    const typed = { day: sent[`${name}-day`], month: sent[`${name}-month`], year: sent[`${name}-year`] }
    if (Object.values(typed).every((word) => word === '')) return null
    const day = dayOf(typed)
    const isPast = name === 'assessedOn' || name === 'removedOn'
    if (day === null) errors.push({ field: `${name}-day`, message: 'Write a day that exists' })
    else if (isPast && Temporal.PlainDate.compare(day, today) > 0)
      errors.push({ field: `${name}-day`, message: 'Write a day that has come' })
    return day?.toString() ?? null
  }
  const found = { assessedOn: said('assessedOn'), assessmentReviewOn: said('assessmentReviewOn'), removedOn: said('removedOn') }
  const reviewOn = said('reviewOn')
  if (reviewOn === null && errors.every(({ field }) => field !== 'reviewOn-day'))
    errors.push({ field: 'reviewOn-day', message: 'Write when the camera is to be reviewed' })
  if (found.assessedOn !== null && found.assessmentReviewOn !== null && found.assessmentReviewOn < found.assessedOn)
    errors.push({ field: 'assessmentReviewOn-day', message: 'Write a day after it was assessed' })
  return errors.length > 0 || reviewOn === null ? errors : { ...found, reviewOn }
}

import type { PartShape } from '#gate/record-part.ts'
import type { camera } from '#records/camera/camera.ts'

type Registered = Pick<PartShape<typeof camera.fields, 'cctv-footage'>, 'assessedOn' | 'assessmentReviewOn' | 'reviewOn' | 'removedOn'>

/** Why footage from a camera may not be taken in (CV1). */
export const whyNotFilming = {
  removed: 'the register says that this camera was taken down before',
  unassessed: 'this camera stands in the register without an assessment: nothing it films is kept before there is one',
  'assessment-overdue': 'the assessment of this camera was to be reviewed by now, and has not been',
  'review-overdue': 'this camera was to be reviewed by now, and has not been',
} as const
export type WhyNotFilming = keyof typeof whyNotFilming

/**
 * What is missing in the register for footage of `filmed` to be taken in `today`; null if nothing is. An assessment without a review date
 * does not count.
 */
export function lackOf(
  { assessedOn, assessmentReviewOn, reviewOn, removedOn }: Registered,
  filmed: Temporal.PlainDate,
  today: Temporal.PlainDate,
): WhyNotFilming | null {
  if (removedOn !== null && Temporal.PlainDate.compare(removedOn, filmed) < 0) return 'removed'
  if (assessedOn === null || assessmentReviewOn === null) return 'unassessed'
  if (Temporal.PlainDate.compare(assessmentReviewOn, today) < 0) return 'assessment-overdue'
  return Temporal.PlainDate.compare(reviewOn, today) < 0 ? 'review-overdue' : null
}

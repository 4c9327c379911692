import type { Edition } from '#notice/edition.ts'

/** Whether the activity's balancing assessment passed and its review is not overdue (L5); false where it has none. */
export function assessmentInDate(edition: Edition, activity: string, today: Temporal.PlainDate): boolean {
  const named = edition.activities.find((entry) => entry.id === activity)?.assessment
  const assessment = edition.assessments.find((entry) => entry.id === named)
  if (assessment === undefined || assessment.outcome !== 'passed') return false
  return Temporal.PlainDate.compare(assessment.made, today) <= 0 && Temporal.PlainDate.compare(today, assessment.reviewBy) <= 0
}

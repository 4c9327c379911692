import type { ReleasedEdition } from '#notice/edition.ts'

/**
 * Whether the activity's balancing assessment was adopted, passed, and its review is not overdue (L5); false where it has none. A proposal counts
 * only while the invented example runs.
 */
export function assessmentInDate({ edition, example }: ReleasedEdition, activity: string, today: Temporal.PlainDate): boolean {
  const named = edition.activities.find((entry) => entry.id === activity)?.assessment
  const assessment = edition.assessments.find((entry) => entry.id === named)
  if (assessment === undefined) return false
  const { adopted } = assessment
  if (adopted === undefined) return example === true
  if (adopted.outcome !== 'passed') return false
  return Temporal.PlainDate.compare(adopted.on, today) <= 0 && Temporal.PlainDate.compare(today, adopted.reviewBy) <= 0
}

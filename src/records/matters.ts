import type { Trigger } from '#notice/edition.ts'

/** The ends of matters: of a case, a job, an agreement, a service, an occasion. */
export const ofMatters = [
  ...(['event', 'case-closed', 'job-completed', 'check-done', 'decision-taken', 'arrangement-ended'] as const),
  ...(['support-ended', 'authority-ended', 'move-settled'] as const),
] satisfies readonly Trigger[]

/** Of somebody's own particulars: also what another kind of record about them dates. */
export const ofPeople = [...ofMatters, 'visit', 'consent-ended', 'last-contact'] satisfies readonly Trigger[]

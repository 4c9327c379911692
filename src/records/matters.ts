import type { Trigger } from '#notice/edition.ts'

/** The ends of matters: a case, a job, an agreement, a service, an event. */
export const ofMatters = [
  ...(['event', 'case-closed', 'job-completed', 'check-done', 'decision-taken', 'arrangement-ended'] as const),
  ...(['support-ended', 'authority-ended', 'move-settled'] as const),
] satisfies readonly Trigger[]

/** For details about a person: also events that are dated by another record type about them. */
export const ofPeople = [...ofMatters, 'visit', 'consent-ended', 'last-contact'] satisfies readonly Trigger[]

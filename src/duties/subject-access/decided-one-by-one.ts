import type { Activity } from '#notice/vocabulary.ts'

/**
 * Telling somebody that their record was looked at for one of these could put a person in danger, or warn whoever is looked into. So it is decided look
 * by look whether they are told (Data Protection Act 2018, Schedule 2, paragraphs 2 and 16), and until then they are not.
 */
const activities: ReadonlySet<string> = new Set<Activity>(['safeguarding', 'crime-prevention', 'fraud-checks', 'emergency'])

export function isDecidedAlone(activity: unknown): boolean {
  return typeof activity === 'string' && activities.has(activity)
}

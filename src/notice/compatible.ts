import type { Edition } from './edition.ts'

/**
 * Whatever these are done for, they may use what was collected for any other activity: a person's own rights, somebody's life or safety, and
 * claims, for which the law itself looks past the purpose (UK GDPR Articles 5(1)(b), 6(4) and 15).
 */
const everyPurpose: ReadonlySet<string> = new Set(['rights-requests', 'emergency', 'legal-claims', 'safeguarding'])

/** The activities whose items may be used for this one (P2): its own, and those that its entry names as compatible. Null: those of all. */
export function usableFor({ activities }: Pick<Edition, 'activities'>, activity: string): readonly string[] | null {
  if (everyPurpose.has(activity)) return null
  return [activity, ...(activities.find(({ id }) => id === activity)?.compatible ?? [])]
}

import { type Contributor, nothing } from '../contributor.ts'

/**
 * What the person last answered for the activity. Only the newest answer counts, even if it was withdrawn: an older yes does not come back to life.
 */
export const consent: Contributor = {
  name: 'consent',
  sql: `(select case when ended_on <= a.today then null else answer end from consent c
      where c.person_id = a.person and c.for_activity = a.activity and c.answered_at <= a.now order by answered_at desc limit 1)`,
  tells(found) {
    if (found === 'given') return { circumstances: ['consent'] }
    return found === 'refused' ? { circumstances: ['consent-refused'] } : nothing
  },
}

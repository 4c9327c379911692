import { type Contributor, nothing } from '../contributor.ts'

/** An identity check counts for the contact it was made in (SE2). */
const identityCheckLasts = '30 minutes'

/** Whether the colleague who asks has just checked who the person is. */
export const identity: Contributor = {
  name: 'identity_verified',
  sql: `exists (select from identity_check i where i.person_id = a.person and i.colleague = a.colleague and i.passed
      and i.checked_at > a.now - interval '${identityCheckLasts}' and i.checked_at <= a.now)`,
  tells: (found) => (found === true ? { circumstances: ['identity-verified'] } : nothing),
}

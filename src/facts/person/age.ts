import { type Contributor, nothing } from '../contributor.ts'

/** Whether the person is a child (C1). */
export const age: Contributor = {
  name: 'under_18',
  sql: `p.date_of_birth > (a.today - interval '18 years')`,
  tells: (found) => (found === true ? { circumstances: ['under-18'], relationships: ['child'] } : nothing),
}

import { type Contributor, nothing } from '../contributor.ts'

/** Whoever signed in at an office is a visitor, whether they are on file or not. */
export const visit: Contributor = {
  name: 'is_visit',
  of: 'visit',
  sql: 'true',
  tells: (found) => (found === true ? { relationships: ['visitor'] } : nothing),
}

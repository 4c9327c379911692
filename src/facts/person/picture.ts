import { type Contributor, nothing } from '../contributor.ts'

/** Whoever is on a picture of ours took part in what it shows, be they on file or not. */
export const picture: Contributor = {
  name: 'is_picture',
  of: 'picture',
  sql: 'true',
  tells: (found) => (found === true ? { relationships: ['event-participant'] } : nothing),
}

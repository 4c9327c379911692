import { type Contributor, nothing } from '../contributor.ts'

/** Everybody on a picture took part in what it shows, whether they are on file or not. */
export const picture: Contributor = {
  name: 'is_picture',
  of: 'picture',
  sql: 'true',
  tells: (found) => (found === true ? { relationships: ['event-participant'] } : nothing),
}

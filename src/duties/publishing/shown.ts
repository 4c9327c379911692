import { createHash } from 'node:crypto'
import type { AccessChange } from '#decisions/access-changed.ts'
import type { EvidenceDetail } from '#evidence/entry.ts'
import { type Consequences, goesBecauseOfIt } from './consequences.ts'

/** What somebody was shown before they published, as it stands in the evidence of the publication: counts, and the digest of all of it. */
export function shownOnRecord(shown: Consequences): EvidenceDetail {
  const lines = (...changes: readonly AccessChange['change'][]) => shown.access.filter(({ change }) => changes.includes(change)).length
  return {
    sweepOn: shown.on,
    goes: shown.goes.map(({ type, rule, items, more }) => `${type} ${rule}: ${items}, ${more} because of it`),
    goesBecauseOfIt: goesBecauseOfIt(shown),
    stays: shown.stays.reduce((sum, { items }) => sum + items, 0),
    closed: lines('closed', 'narrowed'),
    opened: lines('opened', 'widened'),
    promises: shown.promises.map(({ clause, from, to }) => `${clause}: ${from ?? 'not there'}, then ${to ?? 'not there'}`),
    digest: createHash('sha256').update(JSON.stringify(shown)).digest('hex'),
  }
}

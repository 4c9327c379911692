import { randomUUID } from 'node:crypto'
import type { Recipient } from '#facts/recipients.ts'
import type { NewItem } from '#gate/write/store-row.ts'
import type { share } from '#records/share/share.ts'

/** A line of the ledger as a colleague prepares it for an organisation of the register. */
export function lineOf(now: Temporal.Instant, { id, kind, name, callBack }: Recipient): NewItem<typeof share.fields> {
  const to = { recipient: kind, organisationId: id, organisation: name, callBack }
  const why = { occasion: 'request', why: 'They decide a claim', told: 'Name and tenancy', what: '[]', bases: 'contract' }
  const by = { preparedBy: 'Dee Marsh', preparedById: 'dee', needsConsent: false, shown: 'yes' }
  return { id: randomUUID(), source: 'colleague', collectedAt: now, clockFrom: null, values: { ...to, ...why, ...by } }
}

import { type Answer, refusedBy } from '#decisions/done-or-refused.ts'
import { isTold } from '#gate/record-type.ts'
import { disclosure, disclosures } from '#records/disclosure/disclosure.ts'
import type { Disclosure } from './decide.ts'
import type { OpenForClip } from './prepare.ts'

type Span = Pick<Disclosure, 'fromAt' | 'toAt'>

/**
 * Who else outside was given footage of the same time, oldest first, for the person who gets a clip of it (Article 15(1)(c)). Of a line of the ledger that
 * is hidden nothing is told.
 */
export async function alsoGiven(opened: OpenForClip, clip: Span): Promise<Answer<{ readonly others: readonly Disclosure[] }>> {
  const read = await opened.read(disclosures)
  if (!read.ok) return refusedBy(read.refusal)
  const others = read.rows.filter(
    (row) => row.recipient !== 'the-person' && row.leftAt !== null && isTold(disclosure, row) && overlaps(row, clip),
  )
  return { ok: true, others: others.toSorted((one, other) => (one.leftAt ?? '').localeCompare(other.leftAt ?? '')) }
}

function overlaps(one: Span, other: Span): boolean {
  return Temporal.Instant.compare(one.fromAt, other.toAt) < 0 && Temporal.Instant.compare(other.fromAt, one.toAt) < 0
}

import type { Hold } from '#duties/holds/holds.ts'
import type { Edition } from '#notice/edition.ts'
import { hold } from '#records/hold/hold.ts'
import { wordOf } from '#records/words-of.ts'
import type { SummaryRow } from '../../components/index.ts'
import { facts, legible, longDate } from '../kit.ts'
import { namesFrom } from '../names.ts'

/** Why something is kept longer; what an import brought in other words stays in them. */
export function holdReason(stored: string | null): string {
  return stored === null ? legible(null) : wordOf(hold.fields.reason, stored)
}

export function holdRows(asRead: Hold, edition: Edition): readonly SummaryRow[] {
  const placed = { key: hold.fields.placedOn.label.colleague, value: `${longDate(asRead.placedOn)}, by ${asRead.placedBy}` }
  return facts(hold, asRead, ['recordType', 'reason', 'details', placed, 'reviewOn', 'decidedBy', 'liftedOn'], namesFrom(edition))
}

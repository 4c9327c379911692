import type { Hold } from '#duties/holds/holds.ts'
import type { Edition } from '#notice/edition.ts'
import { hold } from '#records/hold/hold.ts'
import type { SummaryRow } from '../../components/index.ts'
import { facts, longDate } from '../kit.ts'
import { namesFrom } from '../names.ts'

export function holdRows(asRead: Hold, edition: Edition): readonly SummaryRow[] {
  const placed = { key: hold.fields.placedOn.label.colleague, value: `${longDate(asRead.placedOn)}, by ${asRead.placedBy}` }
  return facts(hold, asRead, ['recordType', 'reason', 'details', placed, 'reviewOn', 'decidedBy', 'liftedOn'], namesFrom(edition))
}

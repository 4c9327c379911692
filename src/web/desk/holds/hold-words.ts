import type { Hold } from '#duties/holds/holds.ts'
import type { RecordType } from '#gate/record-type.ts'
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

/** Who opens an item of the type once it is held, from the notice's own grants (TC4). */
export function whoOpensThen(edition: Edition, type: RecordType): string {
  const grants = edition.activities
    .flatMap((activity) => activity.colleagues)
    .filter(({ acts, categories }) => acts.includes('view') && categories.includes(type.category))
  const [closing, open] = [
    grants.filter(({ stops }) => stops.includes('on-hold')),
    grants.filter(({ stops }) => !stops.includes('on-hold')),
  ]
  if (closing.length === 0) return 'Who may see it stays the same.'
  const roles = [...new Set(open.flatMap((grant) => grant.roles))].filter((role) => role !== 'data-protection-officer')
  const words = roles.map((role) => (edition.roles.find(({ id }) => id === role)?.label ?? role).toLowerCase())
  return `Once it is on hold, only these roles can open it: ${new Intl.ListFormat('en-GB').format(words)}.`
}

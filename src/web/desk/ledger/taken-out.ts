import { regularIn } from '#duties/shares/flows.ts'
import type { OrganisationName } from '#facts/organisation-names.ts'
import type { Edition } from '#notice/edition.ts'
import { dayOf, lineNames, recipientName, type Said, stateOfLine, toldWords } from './ledger-words.ts'

const headings = [
  'Day',
  'Kind of recipient',
  'Organisation',
  'Shared for',
  'Occasion',
  'State',
  'How it went',
  'Regular by the notice',
  'The person',
]

/** The lines as the rows of a table that is taken out: nothing of whom they are about, and nothing that is sealed. */
export function rowsOfTable(
  edition: Edition,
  organisations: readonly OrganisationName[],
  lines: readonly Said[],
): readonly (readonly string[])[] {
  const names = lineNames(edition, organisations)
  const isRegular = regularIn(edition)
  const rows = lines.map((line) => [
    dayOf(line).toString(),
    recipientName(line.recipient),
    names.organisation(line),
    names.activity(line.activity),
    names.occasion(line.occasion),
    stateOfLine(line),
    names.way(line.way),
    isRegular(line) ? 'Yes' : 'No',
    toldWords(line),
  ])
  return [headings, ...rows]
}

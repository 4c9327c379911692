import { regularIn } from '#duties/shares/flows.ts'
import type { OrganisationName } from '#facts/organisation-names.ts'
import type { LineHead } from '#gate/ledger/ledger-line.ts'
import type { Edition } from '#notice/edition.ts'
import { dayOf, lineNames, recipientName, stateOfLine, toldWords } from './ledger-words.ts'

export const headings = [
  'Id',
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

/** The lines as the rows of a table that is taken out, page by page: nothing of whom they are about, and nothing that is sealed. */
export async function* rowsOfTable(
  edition: Edition,
  organisations: readonly OrganisationName[],
  pages: AsyncIterable<readonly LineHead[]>,
): AsyncGenerator<readonly (readonly string[])[]> {
  const names = lineNames(edition, organisations)
  const isRegular = regularIn(edition)
  for await (const lines of pages)
    yield lines.map((line) => [
      line.id,
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
}

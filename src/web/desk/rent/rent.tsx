import type { JSX } from 'preact'
import type { PartShape } from '#gate/record-part.ts'
import { rentEntries, rentEntry } from '#records/rent-entry/rent-entry.ts'
import { wordOf } from '#records/words-of.ts'
import { Details, Table } from '../../components/index.ts'
import { shortDate } from '../kit.ts'
import { onRecord } from '../record/on-record.ts'
import { pounds } from '../values.ts'

type Entry = Pick<PartShape<typeof rentEntry.fields, 'rent-account'>, 'postedOn' | 'kind' | 'pence' | 'words'>
const { postedOn, pence, kind } = rentEntry.fields

/** About half a year of them: what is closed stands further down the page and has to be seen. */
const atOnce = 12

export const rentOnRecord = onRecord(rentEntries, RentEntries)

/** The balance in words, then each charge and payment, as they come; those after the twelfth are folded away. */
export function RentEntries({ items }: { readonly items: readonly Entry[] }): JSX.Element {
  const balance = items.reduce((sum, each) => sum + each.pence, 0)
  return (
    <>
      <p class="govuk-body">
        <strong>{balanceWords(balance)}</strong>
      </p>
      <Entries items={items.slice(0, atOnce)} caption="Charges and payments, newest first" />
      {items.length <= atOnce ? null : (
        <Details class="app-details-tight" summary={`Earlier charges and payments (${items.length - atOnce})`}>
          <Entries items={items.slice(atOnce)} caption="Earlier charges and payments, newest first" />
        </Details>
      )}
    </>
  )
}

/** Three columns, which fit a phone as they are. */
function Entries(props: { readonly items: readonly Entry[]; readonly caption: string }): JSX.Element {
  return (
    <Table
      caption={props.caption}
      captionClass="govuk-visually-hidden"
      firstCellIsHeader
      head={[{ text: postedOn.label.colleague }, { text: 'What for' }, { text: pence.label.colleague, format: 'numeric' }]}
      rows={props.items.map((entry) => [
        { text: shortDate(entry.postedOn), class: 'app-nowrap' },
        // The description says what the kind says, and more; the sign of the amount tells a charge from a payment.
        { text: entry.words ?? wordOf(kind, entry.kind) },
        { text: pounds(entry.pence), format: 'numeric', class: 'app-nowrap' },
      ])}
    />
  )
}

/** Pence; a payment is negative, so that what is owed is the sum. */
function balanceWords(pence: number): string {
  if (pence === 0) return 'Nothing is owed.'
  return pence > 0 ? `${pounds(pence)} is owed.` : `${pounds(-pence)} in credit.`
}

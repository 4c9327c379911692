import type { JSX } from 'preact'
import { rentEntry } from '#records/rent-entry/rent-entry.ts'
import { wordOf } from '#records/words-of.ts'
import { Details, Table } from '../components/index.ts'
import { type Row, text } from './shown.ts'
import { pounds, shortDate } from './values.ts'

/** About half a year of them: what is closed stands further down the page and has to be seen. */
const atOnce = 12

/** The balance in words, then each charge and payment, newest first; the older ones are folded away. */
export function RentEntries(props: { readonly rows: readonly Row[] }): JSX.Element {
  if (props.rows.length === 0) return <p class="govuk-body app-empty">We hold no charges and no payments for this person.</p>
  const balance = props.rows.reduce((sum, row) => sum + penceOf(row), 0)
  const newest = props.rows.toSorted((one, other) => text(other.postedOn).localeCompare(text(one.postedOn)))
  return (
    <>
      <p class="govuk-body">
        <strong>{balanceWords(balance)}</strong>
      </p>
      <Entries rows={newest.slice(0, atOnce)} caption="Charges and payments, newest first" />
      {newest.length <= atOnce ? null : (
        <Details class="app-details-tight" summary={`Earlier charges and payments (${newest.length - atOnce})`}>
          <Entries rows={newest.slice(atOnce)} caption="Earlier charges and payments, newest first" />
        </Details>
      )}
    </>
  )
}

/** Three columns, which fit a phone as they are. */
function Entries(props: { readonly rows: readonly Row[]; readonly caption: string }): JSX.Element {
  return (
    <Table
      caption={props.caption}
      captionClass="govuk-visually-hidden"
      firstCellIsHeader
      head={[{ text: 'Date' }, { text: 'What for' }, { text: 'Amount', format: 'numeric' }]}
      rows={props.rows.map((row) => [
        { text: text(row.postedOn) === '' ? 'Not held' : shortDate(text(row.postedOn)), class: 'app-nowrap' },
        { text: whatFor(row) },
        { text: pounds(penceOf(row)), format: 'numeric', class: 'app-nowrap' },
      ])}
    />
  )
}

/** Pence; a payment is negative, so that what is owed is the sum. */
function balanceWords(pence: number): string {
  if (pence === 0) return 'Nothing is owed.'
  return pence > 0 ? `${pounds(pence)} is owed.` : `${pounds(-pence)} in credit.`
}

/** The description says what the kind says, and more; the sign of the amount tells a charge from a payment. */
function whatFor(row: Row): string {
  return text(row.words) === '' ? wordOf(rentEntry.fields.kind, text(row.kind)) : text(row.words)
}

function penceOf(row: Row): number {
  return typeof row.pence === 'number' ? row.pence : 0
}

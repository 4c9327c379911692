import type { JSX } from 'preact'
import { Link, RecordTable } from '../components/index.ts'
import { holdReason } from './holds/hold-words.ts'
import { type Row, type Shown, shownFields, text } from './shown.ts'
import { shortDate } from './values.ts'

/** What is kept longer, the next review first, each with the way to it. `at`: the address of the open record. */
export function HoldsTable(props: { readonly rows: readonly Row[]; readonly section: Shown; readonly at: string }): JSX.Element {
  const covers = shownFields(props.section).find(({ name }) => name === 'recordType')
  const day = (value: unknown): string => (text(value) === '' ? 'Not held' : shortDate(text(value)))
  return (
    <RecordTable
      caption={props.section.label}
      captionHidden
      empty="Nothing is kept longer."
      rows={props.rows.toSorted((one, other) => text(one.reviewOn).localeCompare(text(other.reviewOn)))}
      columns={[
        { heading: 'Why', cell: (row) => <Link href={`${props.at}/holds/${text(row.id)}`}>{holdReason(text(row.reason) || null)}</Link> },
        { heading: 'Covers', cell: (row) => covers?.show(row) ?? '' },
        { heading: 'Placed', cell: (row) => day(row.placedOn) },
        { heading: 'Review', cell: (row) => (text(row.liftedOn) === '' ? day(row.reviewOn) : `Lifted ${day(row.liftedOn)}`) },
      ]}
    />
  )
}

import type { JSX } from 'preact'
import type { Edition } from '#notice/edition.ts'
import { type SystemRow, systemsTable } from '#notice/systems-words.ts'
import { RecordTable, Tag } from '../../components/index.ts'
import { dateWords } from '../plain-words.ts'
import { capitalised } from '../word-list.tsx'

/** The register of systems (T1): where each is, what allows data to be there, and what is not confirmed yet. */
export function SystemsTable(props: { readonly edition: Edition }): JSX.Element {
  const rows = systemsTable(props.edition)
  const open = rows.filter((row) => row.confirmed === null).length
  return (
    <section class="app-full" id="systems">
      {open === 0 ? null : (
        <p class="govuk-body">
          Nobody has confirmed who supplies {open} of these {rows.length} systems, or where they are. Until{' '}
          {props.edition.landlord.shortName} does, each counts as abroad, and our system sends nothing to it. They are marked{' '}
          <Tag tone="yellow">Counts as abroad</Tag>
        </p>
      )}
      <RecordTable
        caption="Systems, and the country each is in"
        rowId={(row) => `system-${row.id}`}
        rows={rows}
        wide
        empty="This edition lists no systems."
        columns={[
          { heading: 'System', cell: (row) => row.name },
          { heading: 'What it is for', cell: (row) => row.purpose },
          { heading: 'Supplier', cell: (row) => row.confirmed?.supplier ?? 'Not confirmed' },
          { heading: 'Where it is', cell: (row) => row.confirmed?.place ?? <Tag tone="yellow">Counts as abroad</Tag> },
          { heading: 'What allows that', cell: (row) => <Cover row={row} /> },
        ]}
      />
    </section>
  )
}

function Cover({ row }: { readonly row: SystemRow }): JSX.Element {
  if (row.confirmed === null) return <>Nothing yet, so nothing is sent to it</>
  const { covered } = row.confirmed
  if (covered === undefined) return <>UK law applies there</>
  const { by, reference, until } = covered
  return (
    <>
      {capitalised(by)}
      {until === undefined ? '' : `, confirmed until ${dateWords(until)}`}: <span class="app-meta">{reference}</span>
    </>
  )
}

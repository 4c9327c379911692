import type { JSX } from 'preact'
import type { Edition } from '#notice/edition.ts'
import { type Frame, Link, Page, RecordTable, Select, Tag } from '../../components/index.ts'
import type { EditionLine } from '../../deps.ts'
import { FilterRow } from '../filter-row.tsx'
import { Help } from '../help.tsx'
import { dateWords } from '../plain-words.ts'

export function EditionsPage(props: {
  readonly frame: Frame
  readonly editions: readonly EditionLine[]
  readonly current: Edition
}): JSX.Element {
  return (
    <Page frame={props.frame} title="Older notices" back={{ href: '/notice', text: 'Privacy notice' }}>
      <p class="app-lead">
        Every notice we have published is kept here as it was. The fingerprint proves that it has not been changed since.
      </p>
      <RecordTable
        caption="Editions of the notice, newest first"
        rows={props.editions}
        empty="No notice has been published yet."
        columns={[
          {
            heading: 'Edition',
            cell: (line) => (
              <>
                <Link href={line.id === props.current.id ? '/notice' : `/notice/editions/${line.id}`}>{line.dated}</Link>{' '}
                {line.id === props.current.id ? <Tag tone="green">In force</Tag> : null}
              </>
            ),
          },
          { heading: 'In force from', cell: (line) => <time dateTime={line.inForceFrom}>{dateWords(line.inForceFrom)}</time> },
          { heading: 'Fingerprint (SHA-256)', cell: (line) => <code class="app-fingerprint">{line.hash}</code> },
        ]}
      />
      <h2 class="govuk-heading-l">What the one in force says of itself</h2>
      <ul class="govuk-list govuk-list--bullet">
        {props.current.changes.map((change) => (
          <li>{change}</li>
        ))}
      </ul>
      {props.editions.length < 2 ? null : (
        <>
          <h2 class="govuk-heading-l">What changed between two editions</h2>
          <ComparePicker editions={props.editions} from={props.editions[1]?.id} to={props.editions[0]?.id} />
        </>
      )}
      <Help about="editions" />
    </Page>
  )
}

export function ComparePicker(props: {
  readonly editions: readonly EditionLine[]
  readonly from: string | undefined
  readonly to: string | undefined
}): JSX.Element {
  const items = props.editions.map((line) => ({ value: line.id, text: line.dated }))
  return (
    <FilterRow action="/notice/editions/compare" label="Choose two editions" button="Compare">
      <Select name="from" label="From" items={items} value={props.from} />
      <Select name="to" label="To" items={items} value={props.to} />
    </FilterRow>
  )
}

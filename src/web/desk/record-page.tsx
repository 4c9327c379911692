import type { JSX } from 'preact'
import { isRecord } from '#shared/record.ts'
import { Card } from '../components/card.tsx'
import { RecordTable } from '../components/record-table.tsx'
import { SummaryList } from '../components/summary-list.tsx'
import { Timeline } from '../components/timeline.tsx'
import { withinSentence } from '../public-site/word-list.tsx'
import { ClosedParts, LeftOut } from './closed-parts.tsx'
import { ContactDetails } from './contact-details.tsx'
import { RentEntries } from './rent-entries.tsx'
import { type Closed, isHeld, listedWord, type Row, type Shown, shownFields, text } from './shown.ts'
import { dayAndTime } from './values.ts'

/** Every part of the view: what is held, that nothing is held, or that it is closed and why. The three never look alike. */
export function Sections(props: {
  readonly sections: readonly Shown[]
  readonly closed: readonly Closed[]
  readonly at: string
}): JSX.Element {
  return (
    <div class="app-record">
      {props.sections
        .filter((section) => section.answer.read)
        .map((section) => (
          <Card title={section.label}>
            <Body section={section} at={props.at} />
            <LeftOut section={section} at={props.at} />
          </Card>
        ))}
      <ClosedParts closed={props.closed} at={props.at} />
    </div>
  )
}

function Body(props: { readonly section: Shown; readonly at: string }): JSX.Element | null {
  const { part, answer, label } = props.section
  if (!answer.read) return null
  const rows = answer.rows.filter(isRecord)
  if (part.type.name === 'contact-log') return <Contacts rows={rows} />
  if (part.type.name === 'contact-detail') return <ContactDetails rows={rows} section={props.section} at={props.at} />
  if (part.type.name === 'rent-entry') return <RentEntries rows={rows} />
  const [only] = rows
  if (only === undefined) return <p class="govuk-body app-empty">We hold nothing here for this person ({withinSentence(label)}).</p>
  if (rows.length === 1) return <Single row={only} section={props.section} />
  return <FieldTable rows={rows} section={props.section} />
}

/** What is held, line by line; what is not, in one line, so that it takes no room and still is no riddle. */
function Single(props: { readonly row: Row; readonly section: Shown }): JSX.Element {
  const fields = shownFields(props.section)
  const held = fields.filter(({ name }) => isHeld(name, props.row))
  const missing = fields.filter((each) => !held.includes(each)).map(({ label }) => withinSentence(label))
  return (
    <>
      {held.length === 0 ? null : <SummaryList rows={held.map(({ label, show }) => ({ key: label, value: show(props.row) }))} />}
      {missing.length === 0 ? null : <p class="govuk-body app-meta">Not held: {new Intl.ListFormat('en-GB').format(missing)}.</p>}
    </>
  )
}

function FieldTable(props: { readonly rows: readonly Row[]; readonly section: Shown }): JSX.Element {
  // A column that holds nothing in any row only takes room.
  const columns = shownFields(props.section)
    .filter(({ name }) => props.rows.some((row) => isHeld(name, row)))
    .map(({ label, show }) => ({ heading: label, cell: show }))
  return <RecordTable caption={props.section.label} captionHidden columns={columns} rows={props.rows} empty="Nothing is held." />
}

function Contacts(props: { readonly rows: readonly Row[] }): JSX.Element {
  const newest = props.rows.toSorted((one, other) => text(other.happenedAt).localeCompare(text(one.happenedAt)))
  return (
    <Timeline
      empty="No contacts are on record."
      entries={newest.map((row) => ({
        title: text(row.topic),
        happened: text(row.happenedAt),
        when: dayAndTime(Temporal.Instant.from(text(row.happenedAt))),
        meta: [listedWord(text(row.channel)), text(row.takenBy) === '' ? '' : `taken by ${text(row.takenBy)}`].filter(Boolean).join(' · '),
        children: text(row.summary) === '' ? undefined : <p class="govuk-body">{text(row.summary)}</p>,
      }))}
    />
  )
}

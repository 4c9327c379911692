import type { JSX } from 'preact'
import { contactLog } from '#records/contact-log/contact-log.ts'
import { wordOf } from '#records/words-of.ts'
import { isRecord } from '#shared/record.ts'
import { Card, RecordTable, SummaryList, Timeline } from '../components/index.ts'
import { withinSentence } from '../public-site/word-list.tsx'
import { CallRecordings } from './call-recordings.tsx'
import { ContactDetails } from './contact-details.tsx'
import { HoldsTable } from './holds-table.tsx'
import { legible } from './legible.ts'

import { CheckFirst, ClosedParts, LeftOut, waitsForCheck } from './record/closed.tsx'
import { RentEntries } from './rent-entries.tsx'
import { type Closed, isEmpty, listedLabels, type Row, type Shown, shownFields, text, type Ways } from './shown.ts'
import { dayAndTime } from './values.ts'

/** Every part of the view: what is held, that nothing is held, or that it is closed and why. The three never look alike. */
export function Sections(props: {
  readonly sections: readonly Shown[]
  readonly closed: readonly Closed[]
  readonly ways: Ways
}): JSX.Element {
  const { sections, ways } = props
  const unchecked = props.closed.find(waitsForCheck)
  const open = sections.filter((section) => section.answer.ok)
  const shown = open.filter((section) => !isEmpty(section) || (section.part.type.name === 'contact-detail' && section.changeable))
  const empty = open.filter((section) => !shown.includes(section))
  return (
    <div class="app-record">
      {unchecked === undefined ? null : <CheckFirst closed={unchecked} reason={ways.reason} at={ways.at} />}
      {shown.map((section) => (
        <Card title={section.label} class={isWide(section) ? 'app-card--wide' : undefined}>
          <Body section={section} at={ways.at} />
          <LeftOut section={section} ways={ways} />
        </Card>
      ))}
      {empty.length === 0 ? null : (
        <p class="govuk-body app-empty">Nothing is held: {withinSentence(listedLabels(empty.map(({ label }) => label)))}.</p>
      )}
      <ClosedParts closed={props.closed.filter((each) => each !== unchecked)} ways={ways} />
    </div>
  )
}

function Body(props: { readonly section: Shown; readonly at: string }): JSX.Element | null {
  const { part, answer } = props.section
  if (!answer.ok) return null
  const rows = answer.rows.filter(isRecord)
  if (part.category === 'calling-line-identity') return <Numbers rows={rows} />
  if (part.type.name === 'contact-log') return <Contacts rows={rows} />
  if (part.type.name === 'contact-detail') return <ContactDetails rows={rows} section={props.section} at={props.at} />
  if (part.type.name === 'call-recording') return <CallRecordings rows={rows} at={props.at} />
  if (part.type.name === 'hold') return <HoldsTable rows={rows} section={props.section} at={props.at} />
  if (part.type.name === 'rent-entry') return <RentEntries rows={rows} />
  const [only] = rows
  if (only === undefined) return null
  return rows.length === 1 ? <Single row={only} section={props.section} /> : <FieldTable rows={rows} section={props.section} />
}

/** What is held, line by line; what is not, in one line, so that it takes no room and still is no riddle. */
function Single(props: { readonly row: Row; readonly section: Shown }): JSX.Element {
  const fields = shownFields(props.section)
  const held = fields.filter(({ isHeld }) => isHeld(props.row))
  const missing = fields.filter((each) => !held.includes(each)).map(({ label }) => withinSentence(label))
  return (
    <>
      {held.length === 0 ? null : <SummaryList rows={held.map(({ label, show }) => ({ key: label, value: show(props.row) }))} />}
      {missing.length === 0 ? null : <p class="govuk-body app-meta">Not held: {new Intl.ListFormat('en-GB').format(missing)}.</p>}
    </>
  )
}

function FieldTable(props: { readonly rows: readonly Row[]; readonly section: Shown }): JSX.Element {
  const columns = columnsOf(props.section, props.rows).map(({ label, show }) => ({ heading: label, cell: show }))
  return <RecordTable caption={props.section.label} captionHidden columns={columns} rows={newestFirst(props)} empty="Nothing is held." />
}

/** A column that holds nothing in any row only takes room. */
function columnsOf(section: Shown, rows: readonly Row[]) {
  return shownFields(section).filter(({ isHeld }) => rows.some(isHeld))
}

/** A table of many columns has the whole width of a desk. */
function isWide(section: Shown): boolean {
  const rows = section.answer.ok ? section.answer.rows.filter(isRecord) : []
  const hasOwnForm = ['contact-log', 'contact-detail', 'hold', 'rent-entry'].includes(section.part.type.name)
  return !hasOwnForm && rows.length > 1 && columnsOf(section, rows).length > 4
}

/** By the moment that each item says it happened, where its type has one; else as they were collected. */
function newestFirst({ rows, section }: { readonly rows: readonly Row[]; readonly section: Shown }): readonly Row[] {
  const moment = section.part.fields.find((name) => section.part.type.fields[name]?.kind === 'instant')
  return moment === undefined ? rows : rows.toSorted((one, other) => text(other[moment]).localeCompare(text(one[moment])))
}

/** Each number once: it offers the likely person, and is never a check of who they are (TC1). */
function Numbers(props: { readonly rows: readonly Row[] }): JSX.Element {
  const numbers = [...new Set(props.rows.map((row) => text(row.callingNumber)).filter(Boolean))]
  return (
    <>
      <p class="govuk-body">{new Intl.ListFormat('en-GB').format(numbers)}</p>
      <p class="govuk-body app-meta">A number proves nothing about who is calling.</p>
    </>
  )
}

function Contacts(props: { readonly rows: readonly Row[] }): JSX.Element {
  const newest = props.rows.toSorted((one, other) => text(other.happenedAt).localeCompare(text(one.happenedAt)))
  return (
    <Timeline
      empty="No contacts are on record."
      entries={newest.map((row) => ({
        title: typeof row.topic === 'string' ? row.topic : legible(null),
        happened: text(row.happenedAt),
        when: dayAndTime(text(row.happenedAt)),
        meta: [wordOf(contactLog.fields.channel, text(row.channel)), text(row.takenBy) === '' ? '' : `taken by ${text(row.takenBy)}`]
          .filter(Boolean)
          .join(' · '),
        children: text(row.summary) === '' ? undefined : <p class="govuk-body">{text(row.summary)}</p>,
      }))}
    />
  )
}

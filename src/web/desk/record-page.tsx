import type { JSX } from 'preact'
import type { Explanation } from '#decisions/explain.ts'
import type { Opening } from '#duties/openings/openings.ts'
import { isRecord } from '#shared/record.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { IdentityStrip } from '../components/identity-strip.tsx'
import { Link } from '../components/link.tsx'
import { type Frame, Page } from '../components/page.tsx'
import { ReasonStrip } from '../components/reason-strip.tsx'
import { RecordTable } from '../components/record-table.tsx'
import { SubNavigation } from '../components/sub-navigation.tsx'
import { SummaryList } from '../components/summary-list.tsx'
import { Tag } from '../components/tag.tsx'
import { Timeline } from '../components/timeline.tsx'
import { Why } from './refused-page.tsx'
import { clockTime, dayAndTime, inWords, pounds } from './values.ts'
import type { Section } from './views.ts'

type Row = Readonly<Record<string, unknown>>

export type Shown = Section & { readonly label: string; readonly explained: readonly Explanation[] }

export type Strip = { readonly name: string; readonly activity: string; readonly opening: Opening; readonly token: string }

/** Whose record, why it is open and until when: the head of every page of one opening. */
export function OpeningPage(props: {
  readonly frame: Frame
  readonly bar: JSX.Element
  readonly strip: Strip
  readonly current: 'record' | 'who'
  readonly title: string
  readonly children: JSX.Element | readonly JSX.Element[]
}): JSX.Element {
  const { opening, name, token, activity } = props.strip
  const at = `/desk/openings/${opening.id}`
  return (
    <Page frame={props.frame} title={props.title} width="desk" bar={props.bar} strip={<IdentityStrip name={name} facts={[]} />}>
      <ReasonStrip
        because={`${activity}, ${opening.reference}`}
        checked={
          opening.specialReason === null
            ? 'Health and support information closed'
            : 'Health and support information open, for the reason you gave'
        }
        closes={`Closes itself at ${clockTime(opening.closesAt)}`}
        note={`${name} can be told that you opened this, and why.`}
      >
        <form method="post" action={`${at}/extend`}>
          <input type="hidden" name="_csrf" value={token} />
          <Button class="govuk-button--secondary">Keep open for 30 minutes more</Button>
        </form>
        <form method="post" action={`${at}/close`}>
          <input type="hidden" name="_csrf" value={token} />
          <Button class="govuk-button--secondary">Close now</Button>
        </form>
      </ReasonStrip>
      <SubNavigation
        label="This record"
        items={[
          { href: at, text: 'Record', current: props.current === 'record' },
          { href: `${at}/who`, text: 'Who opened this', current: props.current === 'who' },
        ]}
      />
      {props.children}
    </Page>
  )
}

/** Every part of the view: what is held, that nothing is held, or that it is closed and why. The three never look alike. */
export function Sections(props: { readonly sections: readonly Shown[]; readonly at: string }): JSX.Element {
  return (
    <>
      {props.sections.map((section) => (
        <Card title={section.label}>
          <Body section={section} at={props.at} />
          <LeftOut section={section} />
        </Card>
      ))}
    </>
  )
}

function Body(props: { readonly section: Shown; readonly at: string }): JSX.Element {
  const { part, answer, explained } = props.section
  if (!answer.read) {
    return (
      <>
        <p class="govuk-body">
          <Tag tone="red">Closed to you</Tag>
        </p>
        <Why explained={explained} />
      </>
    )
  }
  const rows = answer.rows.filter(isRecord)
  if (part.type.name === 'contact-log') return <Contacts rows={rows} />
  if (part.type.name === 'contact-detail') return <ContactDetails rows={rows} section={props.section} at={props.at} />
  if (part.type.name === 'rent-entry') return <RentEntries rows={rows} section={props.section} />
  const [only] = rows
  if (only === undefined) return <p class="govuk-body app-empty">We hold no {part.type.title.many.toLowerCase()} for this person.</p>
  if (rows.length === 1)
    return <SummaryList rows={shownFields(props.section).map(({ label, show }) => ({ key: label, value: show(only) }))} />
  return <FieldTable rows={rows} section={props.section} />
}

/** What is there and stays closed is said, and why: on hold, for instance. */
function LeftOut(props: { readonly section: Shown }): JSX.Element | null {
  const { answer } = props.section
  if (!answer.read || answer.heldBack === null) return null
  const { items } = answer.heldBack
  return (
    <>
      <p class="govuk-body">
        <Tag tone="red">Closed to you</Tag> {items === 1 ? '1 more is' : `${items} more are`} held.
      </p>
      <Why explained={props.section.explained} />
    </>
  )
}

function ContactDetails(props: { readonly rows: readonly Row[]; readonly section: Shown; readonly at: string }): JSX.Element {
  const { section } = props
  const change = {
    heading: 'Change',
    cell: (row: Row) => (
      <Link href={`${props.at}/contact-details/${text(row.id)}`}>
        Change
        <span class="govuk-visually-hidden">
          {' '}
          {text(row.contactType)} {text(row.value)}
        </span>
      </Link>
    ),
  }
  const columns = shownFields(section).map(({ label, show }) => ({ heading: label, cell: show }))
  return (
    <>
      <RecordTable
        caption={section.label}
        captionHidden
        columns={section.changeable ? [...columns, change] : columns}
        rows={props.rows}
        empty="We hold no way to reach this person."
      />
      {section.changeable ? (
        <p class="govuk-body">
          <Link href={`${props.at}/contact-details/new`}>Add a contact detail</Link>
        </p>
      ) : null}
    </>
  )
}

function shownFields({ part }: Shown): readonly { readonly label: string; readonly show: (row: Row) => string }[] {
  return part.fields.flatMap((name) => {
    const field = part.type.fields[name]
    return field === undefined || field.kind === 'uuid' ? [] : [{ label: field.label, show: (row: Row) => inWords(field, row[name]) }]
  })
}

function FieldTable(props: { readonly rows: readonly Row[]; readonly section: Shown }): JSX.Element {
  const columns = shownFields(props.section).map(({ label, show }) => ({ heading: label, cell: show }))
  return <RecordTable caption={props.section.label} captionHidden columns={columns} rows={props.rows} empty="Nothing is held." />
}

function RentEntries(props: { readonly rows: readonly Row[]; readonly section: Shown }): JSX.Element {
  const balance = props.rows.reduce((sum, row) => sum + (typeof row.pence === 'number' ? row.pence : 0), 0)
  const newest = props.rows.toSorted((one, other) => String(other.postedOn).localeCompare(String(one.postedOn)))
  return (
    <>
      <p class="govuk-body">
        Balance: <strong>{pounds(balance)}</strong> {balance > 0 ? 'owed' : 'nothing owed'}
      </p>
      <FieldTable rows={newest} section={props.section} />
    </>
  )
}

function Contacts(props: { readonly rows: readonly Row[] }): JSX.Element {
  const newest = props.rows.toSorted((one, other) => String(other.happenedAt).localeCompare(String(one.happenedAt)))
  return (
    <Timeline
      empty="No contacts are on record."
      entries={newest.map((row) => ({
        title: text(row.topic),
        happened: text(row.happenedAt),
        when: dayAndTime(Temporal.Instant.from(text(row.happenedAt))),
        meta: [text(row.channel), row.takenBy === null ? '' : `by ${text(row.takenBy)}`].filter(Boolean).join(' · '),
        children: row.summary === null ? undefined : <p class="govuk-body">{text(row.summary)}</p>,
      }))}
    />
  )
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

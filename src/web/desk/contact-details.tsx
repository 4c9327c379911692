import type { ComponentChildren, JSX } from 'preact'
import { contactDetail } from '#records/contact-detail/contact-detail.ts'
import { wordOf } from '#records/words-of.ts'
import { Link, LinkLine, RecordTable } from '../components/index.ts'
import { type Row, type Shown, shownFields, text } from './shown.ts'
import { shortDate } from './values.ts'

const { contactType, subType } = contactDetail.fields

/** The ways to reach somebody, each with its own link to put it right. */
export function ContactDetails(props: { readonly rows: readonly Row[]; readonly section: Shown; readonly at: string }): JSX.Element {
  const { section, rows } = props
  const change = {
    heading: 'Change',
    cell: (row: Row) => (
      <Link href={`${props.at}/contact-details/${text(row.id)}`}>
        Change
        <span class="govuk-visually-hidden">
          {' '}
          {wordOf(contactType, text(row.contactType)).toLowerCase()} {text(row.value)}
        </span>
      </Link>
    ),
  }
  const columns = [{ heading: 'Kind', cell: kindOf }, ...columnsOf(section, rows)]
  return (
    <>
      <RecordTable
        caption={section.label}
        captionHidden
        columns={section.changeable ? [...columns, change] : columns}
        rows={rows}
        empty="We hold no way to reach this person."
      />
      {section.changeable ? <LinkLine href={`${props.at}/contact-details/new`} text="Add a contact detail" /> : null}
    </>
  )
}

type Column = { readonly heading: string; readonly cell: (row: Row) => ComponentChildren }

/** What is not said by the kind. An end date takes room only where there is one. */
function columnsOf(section: Shown, rows: readonly Row[]): readonly Column[] {
  return shownFields(section).flatMap(({ name, label, show }): readonly Column[] => {
    if (name === 'contactType' || name === 'subType') return []
    if (name === 'value') return [{ heading: 'Number or address', cell: (row) => breakable(text(row.value)) }]
    if (name !== 'validUntil') return [{ heading: label, cell: show }]
    if (rows.every((row) => text(row.validUntil) === '')) return []
    return [
      {
        heading: label,
        cell: (row) => (text(row.validUntil) === '' ? show(row) : shortDate(text(row.validUntil))),
      },
    ]
  })
}

/** “Telephone, mobile”; “E-mail” where nothing more is held. */
function kindOf(row: Row): string {
  const use = text(row.subType)
  return `${wordOf(contactType, text(row.contactType))}${use === '' ? '' : `, ${wordOf(subType, use).toLowerCase()}`}`
}

/** An e-mail address is one long word: where a column is narrow, it may break before its sign. */
function breakable(value: string): ComponentChildren {
  const sign = value.indexOf('@')
  if (sign === -1) return value
  return (
    <>
      {value.slice(0, sign)}
      <wbr />
      {value.slice(sign)}
    </>
  )
}

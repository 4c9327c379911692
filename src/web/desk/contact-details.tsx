import type { JSX } from 'preact'
import { Link } from '../components/link.tsx'
import { RecordTable } from '../components/record-table.tsx'
import { listedWord, type Row, type Shown, shownFields, text } from './shown.ts'

/** The ways to reach somebody, each with its own link to put it right. */
export function ContactDetails(props: { readonly rows: readonly Row[]; readonly section: Shown; readonly at: string }): JSX.Element {
  const { section } = props
  const kind = { heading: 'Kind', cell: (row: Row) => kindOf(row) }
  const change = {
    heading: 'Change',
    cell: (row: Row) => (
      <Link href={`${props.at}/contact-details/${text(row.id)}`}>
        Change
        <span class="govuk-visually-hidden">
          {' '}
          {listedWord(text(row.contactType)).toLowerCase()} {text(row.value)}
        </span>
      </Link>
    ),
  }
  const others = shownFields(section)
    .filter(({ name }) => name !== 'contactType' && name !== 'subType')
    .map(({ name, label, show }) => ({ heading: name === 'value' ? 'Number or address' : label, cell: show }))
  const columns = [kind, ...others]
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

/** “Telephone, mobile”; “E-mail” where nothing more is held. */
function kindOf(row: Row): string {
  const use = text(row.subType)
  return `${listedWord(text(row.contactType))}${use === '' ? '' : `, ${listedWord(use).toLowerCase()}`}`
}

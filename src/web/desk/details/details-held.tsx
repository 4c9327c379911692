import type { ComponentChildren, JSX } from 'preact'
import { contactDetail, contactDetails } from '#records/contact-detail/contact-detail.ts'
import { wordOf } from '#records/words-of.ts'
import { Link, LinkLine, RecordTable } from '../../components/index.ts'
import { columns, shortDate } from '../kit.ts'
import { type Held, onRecord } from '../record/on-record.ts'
import type { Detail } from './details.tsx'

const { contactType, subType } = contactDetail.fields

/** The ways to reach somebody, each with its own link to put it right. */
export const detailsOnRecord = onRecord(contactDetails, Details, { addedTo: true })

function Details({ items, section, at }: Held<Detail>): JSX.Element {
  const change = {
    heading: 'Change',
    cell: ({ id, contactType: type, value }: Detail) => (
      <Link href={`${at}/contact-details/${id}`}>
        Change<span class="govuk-visually-hidden">{` ${wordOf(contactType, type).toLowerCase()} ${value}`}</span>
      </Link>
    ),
  }
  // An end date takes room only where there is one.
  const ends = items.some(({ validUntil }) => validUntil !== null)
  return (
    <>
      <RecordTable
        caption={section.label}
        columns={columns(
          contactDetail,
          [
            'contactType',
            { heading: 'Number or address', cell: ({ value }: Detail) => breakable(value) },
            ...(ends ? (['validUntil'] as const) : []),
            ...(section.changeable ? [change] : []),
          ],
          { contactType: kindOf, validUntil: ({ validUntil: day }, said) => (day === null ? said : shortDate(day)) },
        )}
        rows={items}
        empty="We have no contact details for this person."
      />
      {section.changeable ? <LinkLine href={`${at}/contact-details/new`} text="Add a contact detail" /> : null}
    </>
  )
}

/** “Telephone, mobile”; “E-mail” where nothing more is held. */
function kindOf({ contactType: type, subType: use }: Detail): string {
  return [wordOf(contactType, type), ...(use === null ? [] : [wordOf(subType, use).toLowerCase()])].join(', ')
}

/** An e-mail address is one long word: where a column is narrow, it may break before its sign. */
function breakable(value: string): ComponentChildren {
  const sign = value.indexOf('@')
  return sign === -1 ? value : [value.slice(0, sign), <wbr />, value.slice(sign)]
}

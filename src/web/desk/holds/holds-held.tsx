import type { JSX } from 'preact'
import type { Hold } from '#duties/holds/holds.ts'
import { hold, holds } from '#records/hold/hold.ts'
import { Link, RecordTable } from '../../components/index.ts'
import { columns, shortDate } from '../kit.ts'
import { type Held, onRecord } from '../record/on-record.ts'

/** What is kept longer, the next review first, each with the way to it. */
export const holdsOnRecord = onRecord(holds, Holds)

function Holds({ items, section, at }: Held<Hold>): JSX.Element {
  const said = columns(
    hold,
    ['reason', 'recordType', 'placedOn'],
    {
      reason: ({ id }: Hold, why) => <Link href={`${at}/holds/${id}`}>{why}</Link>,
      placedOn: ({ placedOn }) => shortDate(placedOn),
    },
    section.names,
  )
  const review = ({ liftedOn, reviewOn }: Hold) => (liftedOn === null ? shortDate(reviewOn) : `Lifted ${shortDate(liftedOn)}`)
  return (
    <RecordTable
      caption={section.label}
      empty="There are no holds."
      rows={items.toSorted((one, other) => one.reviewOn.localeCompare(other.reviewOn))}
      columns={[...said, { heading: 'Review', cell: review }]}
    />
  )
}

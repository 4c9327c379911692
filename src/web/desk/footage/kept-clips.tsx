import type { JSX } from 'preact'
import type { Hold } from '#duties/holds/holds.ts'
import { footage } from '#records/footage/footage.ts'
import { Link, RecordTable } from '../../components/index.ts'
import { holdReason } from '../holds/hold-words.ts'
import { dayAndTime, shortDate } from '../kit.ts'

type Filmed = { readonly id: string; readonly startedAt: string }

/** What of a camera's footage is kept longer, the next review first, with the way to it and to the film (CV2). `at`: the open camera. */
export function KeptClips(props: {
  readonly holds: readonly Hold[]
  readonly filmed: readonly Filmed[]
  readonly at: string
}): JSX.Element {
  const { holds, filmed, at } = props
  const standing = holds.filter(({ liftedOn, recordType }) => liftedOn === null && (recordType === null || recordType === footage.name))
  const whenFilmed = (item: string | null) => {
    const piece = filmed.find(({ id }) => id === item)
    if (piece === undefined) return item === null ? 'All of it' : 'No longer held'
    return <Link href={`${at}/footage/${piece.id}`}>{dayAndTime(piece.startedAt)}</Link>
  }
  return (
    <>
      <h2 class="govuk-heading-m">On hold</h2>
      <RecordTable
        caption="Footage on hold"
        rows={standing.toSorted((one, other) => one.reviewOn.localeCompare(other.reviewOn))}
        columns={[
          { heading: 'Why', cell: ({ id, reason }) => <Link href={`${at}/holds/${id}`}>{holdReason(reason)}</Link> },
          { heading: 'Filmed', cell: ({ itemId }) => whenFilmed(itemId) },
          { heading: 'Review', cell: ({ reviewOn }) => shortDate(reviewOn) },
        ]}
        empty="None of this camera’s footage is on hold."
      />
    </>
  )
}

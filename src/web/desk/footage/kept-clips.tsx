import type { JSX } from 'preact'
import type { Hold } from '#duties/holds/holds.ts'
import { Link, RecordTable } from '../../components/index.ts'
import { holdReason } from '../holds/hold-words.ts'
import { dayAndTime, shortDate } from '../kit.ts'

type KeptClip = Pick<Hold, 'id' | 'reason' | 'itemId' | 'reviewOn'>
type Filmed = { readonly id: string; readonly startedAt: string }

/** What of a camera's footage is kept longer, the next review first, with the way to it and to the film (CV2). `at`: the open camera. */
export function KeptClips(props: {
  readonly holds: readonly KeptClip[]
  readonly filmed: readonly Filmed[]
  readonly at: string
}): JSX.Element {
  const { holds, filmed, at } = props
  return (
    <>
      <h2 class="govuk-heading-m">Kept longer</h2>
      <RecordTable
        caption="Footage that is kept longer"
        captionHidden
        rows={holds.toSorted((one, other) => one.reviewOn.localeCompare(other.reviewOn))}
        columns={[
          { heading: 'Why', cell: (hold) => <Link href={`${at}/holds/${hold.id}`}>{holdReason(hold.reason)}</Link> },
          { heading: 'Filmed', cell: ({ itemId }) => <WhenFilmed item={itemId} filmed={filmed} at={at} /> },
          { heading: 'Review', cell: ({ reviewOn }) => shortDate(reviewOn) },
        ]}
        empty="Nothing of this camera’s is kept longer than the rest."
      />
    </>
  )
}

function WhenFilmed(props: { readonly item: string | null; readonly filmed: readonly Filmed[]; readonly at: string }): JSX.Element {
  const { item, at } = props
  if (item === null) return <>All of it</>
  const piece = props.filmed.find(({ id }) => id === item)
  if (piece === undefined) return <>Not held</>
  return <Link href={`${at}/footage/${piece.id}`}>{dayAndTime(piece.startedAt)}</Link>
}

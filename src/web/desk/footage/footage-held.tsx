import type { JSX } from 'preact'
import { type Filming, type Piece, showsSomeOf } from '#duties/cameras/footage.ts'
import { footage } from '#records/footage/footage.ts'
import { hold } from '#records/hold/hold.ts'
import { Link, RecordTable } from '../../components/index.ts'
import { columns, dayAndTime, shortDate } from '../kit.ts'
import { spanOf } from './span.ts'

type Held = Pick<Filming, 'rows'> & {
  /** The address of the open camera. */
  readonly at: string
}

/** What is held of the day and times that are asked for. */
export function Pieces({ asked, rows, at }: Held & { readonly asked: Parameters<typeof spanOf>[0] }): JSX.Element {
  const times = spanOf(asked)
  const watch = ({ id, mediaId }: Piece, from: string) =>
    mediaId === null ? (
      `${from} (no film)`
    ) : (
      <Link href={`${at}/footage/${id}`}>
        {from}
        <span class="govuk-visually-hidden">: watch</span>
      </Link>
    )
  return (
    <RecordTable
      captionShown
      caption={`Filmed on ${asked.on} between ${asked.from} and ${asked.to}`}
      columns={columns(footage, ['startedAt', 'endedAt'], { startedAt: (piece: Piece, from) => watch(piece, from) })}
      rows={'span' in times ? rows.filter((row) => showsSomeOf(row, times.span)) : []}
      empty="No footage of that time is held. Footage is deleted when its retention period ends, unless it is on hold."
    />
  )
}

type Kept = NonNullable<Filming['kept']>

/** What of a camera's footage is kept longer, with the way to it and to the film (CV2). */
export function KeptClips({ kept, rows, at }: Held & { readonly kept: Kept }): JSX.Element {
  const whenFilmed = ({ itemId }: Kept[number]) => {
    const piece = rows.find(({ id }) => id === itemId)
    if (piece === undefined) return itemId === null ? 'All of it' : 'No longer held'
    return <Link href={`${at}/footage/${piece.id}`}>{dayAndTime(piece.startedAt)}</Link>
  }
  return (
    <>
      <h2 class="govuk-heading-m">On hold</h2>
      <RecordTable
        caption="Footage on hold"
        rows={kept}
        columns={[
          ...columns(hold, ['reason'], { reason: ({ id }: Kept[number], why) => <Link href={`${at}/holds/${id}`}>{why}</Link> }),
          { heading: 'Filmed', cell: whenFilmed },
          { heading: 'Review', cell: ({ reviewOn }) => shortDate(reviewOn) },
        ]}
        empty="None of this camera’s footage is on hold."
      />
    </>
  )
}

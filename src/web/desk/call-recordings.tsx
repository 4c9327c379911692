import type { JSX } from 'preact'
import { callRecording } from '#records/call-recording/call-recording.ts'
import { wordOf } from '#records/words-of.ts'
import { Link, RecordTable } from '../components/index.ts'
import { type Row, text } from './shown.ts'
import { dayAndTime, length } from './values.ts'

/** Recorded calls, newest first, each with the way to listen to it where its sound is held. `at`: the address of the open record. */
export function CallRecordings(props: { readonly rows: readonly Row[]; readonly at: string }): JSX.Element {
  const newest = props.rows.toSorted((one, other) => text(other.startedAt).localeCompare(text(one.startedAt)))
  return (
    <RecordTable
      caption="Call recordings, newest first"
      captionHidden
      empty="No call recordings are held."
      rows={newest}
      columns={[
        { heading: 'When', cell: (row) => dayAndTime(text(row.startedAt)) },
        { heading: 'Length', cell: (row) => (typeof row.seconds === 'number' ? length(row.seconds) : 'Not held') },
        { heading: 'Direction', cell: (row) => wordOf(callRecording.fields.direction, text(row.direction)) },
        { heading: 'Colleague', cell: (row) => text(row.takenBy) || 'Not held' },
        { heading: 'Sound', cell: (row) => <Sound row={row} at={props.at} /> },
      ]}
    />
  )
}

function Sound({ row, at }: { readonly row: Row; readonly at: string }): JSX.Element {
  if (row.mediaId === null) return <>Not held</>
  const when = dayAndTime(text(row.startedAt))
  return (
    <Link href={`${at}/recordings/${text(row.id)}`}>
      Listen<span class="govuk-visually-hidden"> to the call of {when}</span>
    </Link>
  )
}

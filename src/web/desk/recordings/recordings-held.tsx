import type { JSX } from 'preact'
import { part } from '#gate/record-part.ts'
import { callRecording, callRecordings } from '#records/call-recording/call-recording.ts'
import { Link, RecordTable } from '../../components/index.ts'
import { columns, dayAndTime } from '../kit.ts'
import { onRecord } from '../record/on-record.ts'

/** Recorded calls, newest first, each with the way to listen to it where its sound is held; and the numbers that they came from. */
export const recordingsOnRecord = [
  onRecord(
    callRecordings,
    ({ items, at }) => (
      <RecordTable
        caption="Call recordings, newest first"
        empty="No call recordings are held."
        rows={items}
        columns={[
          ...columns(callRecording, ['startedAt', 'seconds', 'direction', 'takenBy']),
          { heading: 'Sound', cell: (call) => (call.mediaId === null ? 'No recording' : <Listen {...call} at={at} />) },
        ]}
      />
    ),
    { wide: true },
  ),
  onRecord(part(callRecording, 'calling-line-identity'), ({ items }) => (
    <Numbers all={items.flatMap(({ callingNumber }) => callingNumber ?? [])} />
  )),
]

function Listen({ at, id, startedAt }: { readonly at: string; readonly id: string; readonly startedAt: string }): JSX.Element {
  return (
    <Link href={`${at}/recordings/${id}`}>
      Listen<span class="govuk-visually-hidden"> to the call of {dayAndTime(startedAt)}</span>
    </Link>
  )
}

/** Each number once: it offers the likely person, and is never a check of who they are (TC1). */
function Numbers({ all }: { readonly all: readonly string[] }): JSX.Element {
  return (
    <>
      <p class="govuk-body">{new Intl.ListFormat('en-GB').format(new Set(all))}</p>
      <p class="govuk-body app-meta">A number does not prove who is calling.</p>
    </>
  )
}

import type { JSX } from 'preact'
import { Button } from '../components/button.tsx'
import { Checkboxes } from '../components/checkboxes.tsx'
import { Input } from '../components/input.tsx'
import { NotificationBanner } from '../components/notification-banner.tsx'
import { type Frame, Page } from '../components/page.tsx'
import { RecordTable } from '../components/record-table.tsx'
import { SubNavigation } from '../components/sub-navigation.tsx'
import type { Refusal } from '../forms.ts'
import { listedWord } from './shown.ts'
import { dayAndTime, length } from './values.ts'

export const callsAt = '/desk/calls'
export const arrivingAt = '/desk/calls/arriving'
export const trainingAt = '/desk/calls/training'
export const unlinkedAt = '/desk/calls/unlinked'

type Common = { readonly frame: Frame; readonly bar: JSX.Element; readonly token: string; readonly open: Open }
/** What of calls is there for the colleague: who rings, what was recorded, and what is linked to nobody. */
export type Open = { readonly answers: boolean; readonly monitors: boolean; readonly links: boolean }

export function CallsNavigation({ open, current }: { readonly open: Open; readonly current: string }): JSX.Element {
  return (
    <SubNavigation
      label="Calls"
      items={[
        ...(open.answers ? [{ href: arrivingAt, text: 'Who is calling?', current: current === arrivingAt }] : []),
        ...(open.monitors ? [{ href: callsAt, text: 'To monitor', current: current === callsAt }] : []),
        ...(open.monitors ? [{ href: trainingAt, text: 'For training', current: current === trainingAt }] : []),
        ...(open.links ? [{ href: unlinkedAt, text: 'Linked to nobody', current: current === unlinkedAt }] : []),
      ]}
    />
  )
}

/** Before any recording is listed: why, and that nobody else hears it (TC8, TC9). */
export function BeforeCallsPage(props: Common & { readonly refused?: Refusal | undefined }): JSX.Element {
  const { refused } = props
  const error = (field: string) => refused?.errors.find((each) => each.field === field)?.message
  return (
    <Page frame={props.frame} title="Why are you listening to calls?" width="desk" bar={props.bar} errors={refused?.errors}>
      <CallsNavigation open={props.open} current={callsAt} />
      <p class="app-lead">You see the newest calls for 30 minutes. Each one that you open and each part that you play is on record.</p>
      <form method="post" action={callsAt} novalidate>
        <input type="hidden" name="_csrf" value={props.token} />
        <Input
          name="reference"
          label="What for?"
          hint="Such as “quality sample November” or “support for a new colleague”. No names."
          error={error('reference')}
          value={refused?.values.reference}
          class="govuk-input--width-30"
        />
        <Checkboxes
          name="privateSetting"
          fieldset={{ legend: 'Where are you?' }}
          error={error('privateSetting')}
          values={refused?.values.privateSetting === undefined ? [] : [refused.values.privateSetting]}
          items={[{ value: 'yes', text: 'Nobody else can hear or see this' }]}
        />
        <Button>Show the calls</Button>
      </form>
    </Page>
  )
}

export type CallLine = {
  readonly id: string
  readonly personId: string | null
  readonly startedAt: string
  readonly seconds: number
  readonly direction: string
  readonly takenBy: string | null
  readonly mediaId: string | null
}

/** The newest recordings; nothing of whom they were with until one is opened. */
export function CallsPage(props: Common & { readonly calls: readonly CallLine[]; readonly reference: string }): JSX.Element {
  const heard = props.calls.filter(({ mediaId }) => mediaId !== null)
  return (
    <Page frame={props.frame} title="Calls to monitor" width="desk" bar={props.bar}>
      <CallsNavigation open={props.open} current={callsAt} />
      <p class="app-lead">The newest calls, for: {props.reference}.</p>
      <RecordTable
        caption="Recorded calls, newest first"
        captionHidden
        empty="No recorded call can be listened to. Those that are kept longer are open to a senior manager from the person’s record."
        rows={heard}
        columns={[
          { heading: 'When', cell: ({ startedAt }) => whenOf(startedAt) },
          { heading: 'Length', cell: ({ seconds }) => length(seconds) },
          { heading: 'Direction', cell: ({ direction }) => listedWord(direction) },
          { heading: 'Colleague', cell: ({ takenBy }) => takenBy ?? 'Not held' },
          { heading: 'Sound', cell: (line) => <Listen line={line} token={props.token} /> },
        ]}
      />
    </Page>
  )
}

function Listen({ line, token }: { readonly line: CallLine; readonly token: string }): JSX.Element {
  return (
    <form method="post" action={`${callsAt}/listen`}>
      <input type="hidden" name="_csrf" value={token} />
      <input type="hidden" name="person" value={line.personId ?? ''} />
      <input type="hidden" name="item" value={line.id} />
      <Button class="govuk-button--secondary app-button--row">
        Listen<span class="govuk-visually-hidden"> to the call of {whenOf(line.startedAt)}</span>
      </Button>
    </form>
  )
}

export function whenOf(instant: string): string {
  return dayAndTime(Temporal.Instant.from(instant))
}

export function Said({ said }: { readonly said: string | undefined }): JSX.Element | null {
  return said === undefined ? null : <NotificationBanner type="success">{said}</NotificationBanner>
}

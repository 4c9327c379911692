import type { JSX } from 'preact'
import type { Extract } from '#duties/training/training.ts'
import { Button } from '../components/button.tsx'
import { Checkboxes } from '../components/checkboxes.tsx'
import { InsetText } from '../components/inset-text.tsx'
import { Link } from '../components/link.tsx'
import { NotificationBanner } from '../components/notification-banner.tsx'
import { type Frame, Page } from '../components/page.tsx'
import { RecordTable } from '../components/record-table.tsx'
import { SummaryList } from '../components/summary-list.tsx'
import type { Refusal } from '../forms.ts'
import { CallsNavigation, callsAt, trainingAt } from './calls/around.tsx'
import { legible } from './legible.ts'
import type { Signed } from './signed.tsx'
import { length, longDate } from './values.ts'

type Common = { readonly frame: Frame; readonly bar: JSX.Element }

/** Extracts that may be played now, and those that wait for a second person. */
export function TrainingPage(
  props: Common & {
    readonly open: Signed['calls']
    readonly extracts: readonly Extract[]
    readonly said: string | undefined
  },
): JSX.Element {
  return (
    <Page frame={props.frame} title="Calls for training" width="desk" bar={props.bar}>
      {props.said === undefined ? null : <NotificationBanner type="success">{props.said}</NotificationBanner>}
      <CallsNavigation open={props.open} current={trainingAt} />
      <p class="app-lead">Extracts in which nobody can be recognised, or whose people agreed. A new one is made from a recording’s page.</p>
      <RecordTable
        caption="Extracts, newest first"
        captionHidden
        empty="No extract has been made, or none may be played any more."
        rows={props.extracts}
        columns={[
          { heading: 'What it teaches', cell: (each) => <Link href={`${trainingAt}/${each.id}`}>{legible(each.title)}</Link> },
          { heading: 'Length', cell: (each) => length(each.seconds) },
          { heading: 'Made', cell: (each) => `${day(each.madeOn)}, by ${each.madeBy}` },
          { heading: 'Released', cell: (each) => (each.releasedOn === null ? 'Waits for a second person' : day(each.releasedOn)) },
        ]}
      />
    </Page>
  )
}

/** One extract: to be played to a group, or, before that, to be listened to alone and released. */
export function TrainingExtractPage(
  props: Common & {
    readonly token: string
    readonly extract: Extract
    readonly isOwn: boolean
    readonly isAlone: boolean
    readonly refused?: Refusal | undefined
  },
): JSX.Element {
  const { extract, refused } = props
  const at = `${trainingAt}/${extract.id}`
  const released = extract.releasedOn === null ? null : `${day(extract.releasedOn)}, by ${extract.releasedBy ?? ''}`
  const rests = extract.claim === 'consent' ? 'Everybody on it has agreed' : 'Nobody on it can be recognised'
  return (
    <Page
      frame={props.frame}
      title={legible(extract.title)}
      width="desk"
      bar={props.bar}
      back={{ href: trainingAt, text: 'Calls for training' }}
      errors={refused?.errors}
    >
      <SummaryList
        rows={[
          { key: 'Length', value: length(extract.seconds) },
          { key: 'Why it may be played', value: rests },
          { key: 'Made', value: `${day(extract.madeOn)}, by ${extract.madeBy}` },
          { key: 'Released', value: released ?? 'Not yet: a second person listens to it first' },
          ...(extract.transcript === null ? [] : [{ key: 'What is said', value: extract.transcript }]),
        ]}
      />
      <Sound {...props} at={at} />
      {released === null && !props.isOwn && props.isAlone ? (
        <form method="post" action={`${at}/release`} novalidate>
          <input type="hidden" name="_csrf" value={props.token} />
          <Checkboxes
            name="listened"
            fieldset={{ legend: 'Have you listened to it?' }}
            error={refused?.errors[0]?.message}
            values={[]}
            items={[
              {
                value: 'yes',
                text: extract.claim === 'consent' ? 'To all of it; nobody else is on it' : 'To all of it; nobody can be recognised',
              },
            ]}
          />
          <Button>Release it for training</Button>
        </form>
      ) : null}
    </Page>
  )
}

function Sound(props: { readonly extract: Extract; readonly isOwn: boolean; readonly isAlone: boolean; readonly at: string }): JSX.Element {
  const { extract, isOwn, isAlone, at } = props
  if (extract.releasedOn === null && isOwn) return <InsetText>You made it, so somebody else releases it.</InsetText>
  if (extract.releasedOn === null && !isAlone)
    return (
      <InsetText>
        Until it is released you hear it alone. <Link href={callsAt}>Say that nobody else can hear</Link>, and come back.
      </InsetText>
    )
  return (
    // biome-ignore lint/a11y/useMediaCaption: what is said stands above, where whoever made it wrote it down
    <audio
      class="app-player"
      controls
      controlsList="nodownload noremoteplayback"
      preload="none"
      aria-label={legible(extract.title)}
      src={`${at}/sound`}
    />
  )
}

function day(date: string): string {
  return longDate(Temporal.PlainDate.from(date))
}

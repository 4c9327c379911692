import type { JSX } from 'preact'
import { InsetText } from '../components/inset-text.tsx'
import { Link } from '../components/link.tsx'
import { type Frame, Page } from '../components/page.tsx'
import { Player } from '../components/player.tsx'
import { SummaryList } from '../components/summary-list.tsx'
import { listedWord } from './shown.ts'
import { dayAndTime, length } from './values.ts'

type Recording = {
  readonly id: string
  readonly startedAt: string
  readonly seconds: number
  /** Of the sound; nothing where it came before that was asked. */
  readonly soundSeconds?: number | null
  readonly direction: string
  readonly takenBy: string | null
  readonly route: string | null
}

/** One recording, to be listened to here and nowhere else: the browser's own player, which a keyboard works. */
export function RecordingPage(props: {
  readonly frame: Frame
  readonly bar: JSX.Element
  /** The address of the open record. */
  readonly back: string
  readonly recording: Recording
  /** What was noted of the same call, where the activity shows it. */
  readonly contact: string | null
  /** How loud each stretch of it is; null where nothing was drawn. */
  readonly drawing: readonly number[] | null
  readonly script: string
  readonly token: string
  /** Whether it can be kept longer from here. */
  readonly keepable?: boolean
  /** Whether an extract for training can be made of it from here. */
  readonly cuttable?: boolean
}): JSX.Element {
  const { id, startedAt, seconds, soundSeconds, direction, takenBy, route } = props.recording
  const when = dayAndTime(Temporal.Instant.from(startedAt))
  return (
    <Page frame={props.frame} title="Call recording" width="desk" bar={props.bar} back={{ href: props.back, text: 'Back to the record' }}>
      <SummaryList
        rows={[
          { key: 'When', value: when },
          { key: 'Length', value: length(seconds) },
          ...(soundSeconds == null || soundSeconds === seconds ? [] : [{ key: 'Recorded of it', value: length(soundSeconds) }]),
          { key: 'Direction', value: listedWord(direction) },
          { key: 'Colleague', value: takenBy ?? 'Not held' },
          ...(route === null ? [] : [{ key: 'Where it went', value: <Route lines={route.split('\n')} /> }]),
          ...(props.contact === null ? [] : [{ key: 'Contact', value: props.contact }]),
        ]}
      />
      <Player script={props.script} played={`${props.back}/recordings/${id}/played`} token={props.token} drawing={props.drawing}>
        {/* biome-ignore lint/a11y/useMediaCaption: what was said on the telephone has no captions; a transcript is the reader's to ask for */}
        <audio
          class="app-player"
          controls
          controlsList="nodownload noremoteplayback"
          preload="metadata"
          aria-label={`Recording of the call of ${when}`}
          src={`${props.back}/recordings/${id}/sound`}
        />
      </Player>
      {props.drawing === null ? <p class="govuk-body app-meta">Nothing is drawn of this kind of recording.</p> : null}
      {props.cuttable === true ? (
        <p class="govuk-body">
          <Link href={`${props.back}/recordings/${id}/extract`}>Make a training extract</Link>
        </p>
      ) : null}
      {props.keepable === true ? (
        <p class="govuk-body">
          <Link href={`${props.back}/holds/new?type=call-recording&item=${id}`}>Keep this recording longer</Link>
        </p>
      ) : null}
      <InsetText>Each part that you play is on record: who, when, and which part. It must not be heard by anybody else.</InsetText>
    </Page>
  )
}

function Route({ lines }: { readonly lines: readonly string[] }): JSX.Element {
  return (
    <ol class="govuk-list">
      {lines.map((line) => (
        <li>{line}</li>
      ))}
    </ol>
  )
}

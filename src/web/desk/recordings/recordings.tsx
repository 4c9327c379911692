import type { FastifyInstance } from 'fastify'
import type { JSX } from 'preact'
import { z } from 'zod'
import { type Call, contactOf } from '#duties/calls/calls.ts'
import { mayKeepLonger } from '#duties/holds/holds.ts'
import { drawingOf } from '#exchange/telephone/waveform.ts'
import { theOne } from '#gate/read/the-one.ts'
import { part } from '#gate/record-part.ts'
import { callRecording, callRecordings } from '#records/call-recording/call-recording.ts'
import { InsetText, Link, LinkLine, Player, RecordTable, SoundPlayer, SummaryList } from '../../components/index.ts'
import { sentAlong } from '../../forms.ts'
import { page } from '../../pages/index.ts'
import { atOpening, columns, type DeskDeps, dayAndTime, facts, itemIn, legible, length } from '../kit.ts'
import { onRecord } from '../record/on-record.ts'
import { playedRoute } from '../stretch.ts'

const second = z.coerce.number().int().min(0).max(86_400)
const playedShape = z.strictObject({ from: second, until: second }).refine(({ from, until }) => from < until)

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

/** A recording of an open record: its page with a player, and the sound of it, stretch by stretch (TC6, TC8, TC9). */
export function recordingRoutes(app: FastifyInstance, deps: DeskDeps): void {
  const record = atOpening(deps, 'call-recordings')
  const at = '/desk/openings/:id/recordings/:item'

  page(app, record, {
    at,
    async load({ request, opened }) {
      const answer = theOne(await opened.read(callRecordings, itemIn(request)))
      if (!answer.ok) return answer
      const { item } = answer
      if (item.mediaId === null) return { ok: false, why: 'gone' }
      const drawing = await drawingOf(opened, item.id)
      const noted = await contactOf(deps.gateDeps, opened, item)
      const contact = noted === null ? null : `${legible(noted.topic)}, ${dayAndTime(noted.happenedAt)}`
      return { ok: true, recording: item, drawing, contact }
    },
    draw(shown, { at, opened, signed }) {
      const { id } = shown.recording
      const own = `${at}/recordings/${id}`
      const body = (
        <>
          <Listening {...shown} at={own} script={deps.look.player} token={signed.token} />
          {opened.activity === 'call-quality' ? <LinkLine href={`${own}/extract`} text="Make a training extract" /> : null}
          {mayKeepLonger(opened) ? (
            <LinkLine href={`${at}/holds/new?type=call-recording&item=${id}`} text="Keep this recording longer" />
          ) : null}
          <InsetText>Every part you play is logged. Nobody else may hear it.</InsetText>
        </>
      )
      return { title: 'Call recording', body }
    },
  })
  app.post(
    `${at}/played`,
    record.sends,
    record.enter(async ({ request, reply, opened }) => {
      const { from: fromSecond, until: untilSecond } = sentAlong(playedShape, request.body)
      await opened.played(callRecordings, { id: itemIn(request), fromSecond, untilSecond })
      return reply.code(204).send()
    }),
  )
  playedRoute(app, record, `${at}/sound`, ({ request, opened }, range) => opened.hear(callRecordings, { id: itemIn(request), ...range }))
}

/** `soundSeconds`: of the sound; nothing where it came before that was asked. */
type Recording = Pick<Call, 'startedAt' | 'seconds' | 'direction' | 'takenBy' | 'route'> & Partial<Pick<Call, 'soundSeconds'>>

/** What it is, and its player: it is listened to here and nowhere else, with the browser's own, which a keyboard works. */
export function Listening(props: {
  /** The address of its page. */
  readonly at: string
  readonly recording: Recording
  /** What was noted of the same call, where the activity shows it. */
  readonly contact: string | null
  /** How loud each stretch of it is; null where nothing was drawn. */
  readonly drawing: readonly number[] | null
  readonly script: string
  readonly token: string
}): JSX.Element {
  const { at, recording, contact, drawing, script, token } = props
  return (
    <>
      <SummaryList rows={factsOf(recording, contact)} />
      <Player script={script} played={`${at}/played`} token={token} drawing={drawing}>
        <SoundPlayer label={`Recording of the call of ${dayAndTime(recording.startedAt)}`} src={`${at}/sound`} preload="metadata" />
      </Player>
      {drawing === null ? <p class="govuk-body app-meta">There is no sound wave for this kind of recording.</p> : null}
    </>
  )
}

function factsOf(recording: Recording, contact: string | null) {
  const { seconds, soundSeconds, takenBy, route } = recording
  const lines = route?.split('\n').map((line) => <li>{line}</li>)
  return facts(callRecording, recording, [
    'startedAt',
    'seconds',
    { key: 'Length recorded', value: soundSeconds == null || soundSeconds === seconds ? null : length(soundSeconds) },
    'direction',
    { key: callRecording.fields.takenBy.label.colleague, value: takenBy ?? 'Not recorded' },
    { key: 'Where it went', value: lines === undefined ? null : <ol class="govuk-list">{lines}</ol> },
    { key: 'Contact', value: contact },
  ])
}

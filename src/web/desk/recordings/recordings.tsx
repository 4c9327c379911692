import type { FastifyInstance } from 'fastify'
import type { JSX } from 'preact'
import { z } from 'zod'
import { isInActivity } from '#decisions/entry.ts'
import { mayKeepLonger } from '#duties/holds/holds.ts'
import { waveformKind } from '#exchange/telephone/waveform.ts'
import { knownContactsOf } from '#gate/known-ids.ts'
import { mayHave, type Opened } from '#gate/opened.ts'
import { theOne } from '#gate/the-one.ts'
import type { ActivityWith } from '#notice/within-ceiling.ts'
import { callRecording, callRecordings } from '#records/call-recording/call-recording.ts'
import { contacts } from '#records/contact-log/contact-log.ts'
import { InsetText, LinkLine, Player, SoundPlayer, SummaryList } from '../../components/index.ts'
import { sentAlong } from '../../forms.ts'
import { page } from '../../pages/index.ts'
import { atOpening, type DeskDeps, dayAndTime, facts, itemIn, legible, length } from '../kit.ts'
import { playedRoute } from '../stretch.ts'

const second = z.coerce.number().int().min(0).max(86_400)
const playedShape = z.strictObject({ from: second, until: second }).refine(({ from, until }) => from < until)

/** A recording of an open record: its page with a player, and the sound of it, stretch by stretch (TC6, TC8, TC9). */
export function recordingRoutes(app: FastifyInstance, deps: DeskDeps): void {
  const record = atOpening(deps, 'call-recordings')
  const at = '/desk/openings/:id/recordings/:item'

  page(app, record, {
    at,
    async load({ request, opened }) {
      const answer = theOne(await opened.read(callRecordings, itemIn(request)))
      if (!answer.ok) return answer
      const recording = answer.item
      if (recording.mediaId === null) return { ok: false, why: 'gone' }
      const drawing = await drawingOf(opened, recording.id)
      return { ok: true, recording, drawing, contact: await contactOf(deps, opened, recording) }
    },
    draw: (shown, { at, opened, signed }) => ({
      title: 'Call recording',
      body: (
        <>
          <Listening {...shown} at={`${at}/recordings/${shown.recording.id}`} script={deps.look.player} token={signed.token} />
          {opened.activity === 'call-quality' ? (
            <LinkLine href={`${at}/recordings/${shown.recording.id}/extract`} text="Make a training extract" />
          ) : null}
          {mayKeepLonger(opened) ? (
            <LinkLine href={`${at}/holds/new?type=call-recording&item=${shown.recording.id}`} text="Keep this recording longer" />
          ) : null}
          <InsetText>Every part you play is logged. Nobody else may hear it.</InsetText>
        </>
      ),
    }),
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

type Recording = {
  readonly startedAt: string
  readonly seconds: number
  /** Of the sound; nothing where it came before that was asked. */
  readonly soundSeconds?: number | null
  readonly direction: string
  readonly takenBy: string | null
  readonly route: string | null
}

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
  return facts(callRecording, recording, [
    'startedAt',
    'seconds',
    { key: 'Length recorded', value: soundSeconds == null || soundSeconds === seconds ? null : length(soundSeconds) },
    'direction',
    { key: callRecording.fields.takenBy.label.colleague, value: takenBy ?? 'Not recorded' },
    { key: 'Where it went', value: route === null ? null : <Route lines={route.split('\n')} /> },
    { key: 'Contact', value: contact },
  ])
}

function Route({ lines }: { readonly lines: readonly string[] }): JSX.Element {
  const items = lines.map((line) => <li>{line}</li>)
  return <ol class="govuk-list">{items}</ol>
}

type OpenForCalls = Opened<ActivityWith<'call-recordings'>>

/** How loud each stretch is, as it was drawn when the recording came in; null where nothing was drawn. */
async function drawingOf(opened: OpenForCalls, id: string): Promise<readonly number[] | null> {
  const answer = await opened.hear(callRecordings, { id, derived: waveformKind, from: 0, to: mostDrawn })
  return answer.ok ? [...Buffer.concat(await Array.fromAsync(answer.stretch.read()))] : null
}

const mostDrawn = 10_000

/**
 * The contact that the call belongs to, where the edition shows contacts in the activity and it is still there. One noted with the call's
 * reference after the recording came in is found by it.
 */
async function contactOf(
  { editions, gateDeps }: DeskDeps,
  opened: OpenForCalls,
  recording: { readonly id: string; readonly contactId: string | null },
): Promise<string | null> {
  const noted = await knownContactsOf(gateDeps, recording.id)
  const id = noted.find(({ person }) => person === opened.person)?.id ?? recording.contactId
  const entry = editions.current().edition.activities.find((each) => each.id === opened.activity)
  if (id === null || entry === undefined || !isInActivity(entry, 'contact-log') || !mayHave(opened, 'contact-log')) return null
  const answer = await opened.read(contacts, id)
  const [contact] = answer.ok ? answer.rows : []
  return contact === undefined ? null : `${legible(contact.topic)}, ${dayAndTime(contact.happenedAt)}`
}
